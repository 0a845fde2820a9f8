package dev.lendersync.staff.database;

/// The Staff App can't start on this database. The message is one line that says why.
public final class UnfitDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    /// Of a database that will not do until somebody changes it or names another.
    public UnfitDatabaseException(String message) {
        super(message);
        this.lasting = true;
    }

    /// @param lasting whether to try again makes no sense
    public UnfitDatabaseException(String message, boolean lasting, Throwable cause) {
        super(message, cause);
        this.lasting = lasting;
    }

    public boolean lasting() {
        return lasting;
    }
}

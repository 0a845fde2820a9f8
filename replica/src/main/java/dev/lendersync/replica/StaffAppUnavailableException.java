package dev.lendersync.replica;

/// The Staff App could not be reached, or did not answer as the protocol says. Safe to retry; the replica itself goes
/// on trying. The message says what happened, for a person to read.
public final class StaffAppUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaffAppUnavailableException(String reason) {
        super(reason);
    }
}

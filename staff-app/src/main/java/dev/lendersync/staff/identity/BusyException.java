package dev.lendersync.staff.identity;

/// Too many passwords are being checked; nothing was done.
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
        super("too many passwords are being checked");
    }
}

package dev.lendersync.staff.http;

/// Who may call an operation.
public enum Access {
    /// Anybody.
    PUBLIC,
    /// Anybody with credentials: staff or a client.
    ANY,
    /// Staff.
    STAFF
}

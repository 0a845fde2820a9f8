package dev.lendersync.staff.delivery;

/// The clock that all nodes share: PostgreSQL's. Tests put it ahead.
@FunctionalInterface
public interface DatabaseClock {
    DatabaseClock POSTGRES = () -> 0;

    /// What to add to PostgreSQL's clock.
    long aheadMillis();
}

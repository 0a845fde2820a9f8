package dev.lendersync.staff.reference;

/// An element of a code list. Its code is the name of its enum constant, in the database, in JSON and here.
public interface Coded {
    /// The code, e.g. `LINE_OF_CREDIT`.
    String name();

    /// What people read, in English.
    String label();

    /// Further words that mean this code when a file comes in, separated by commas. Code, label, plurals, case,
    /// spaces and punctuation need not be listed; see [CodeList#fromAlias].
    String aliases();
}

package dev.lendersync.staff.identity;

import java.util.Locale;
import java.util.Optional;

/// What staff may do. Each role may do all that those before it may.
public enum Role {
    /// Read what staff read.
    VIEWER,
    /// Edit lenders and products, import, push.
    EDITOR,
    /// Delete, and look after clients and users.
    ADMIN;

    public boolean includes(Role least) {
        return compareTo(least) >= 0;
    }

    /// The one of the two that may do less.
    public Role lesser(Role other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /// As the API and the database write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /// A role that the database holds.
    static Role stored(String text) {
        return parse(text).orElseThrow();
    }
}

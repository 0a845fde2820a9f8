package dev.lendersync.staff.http;

import dev.lendersync.staff.identity.Principal;
import dev.lendersync.staff.identity.Role;

/// Who may call an operation: the least that a caller must be. openapi.yaml says the same with `x-role`.
public enum Access {
    /// Anybody.
    PUBLIC,
    /// Anybody with credentials: a client, or staff of any role.
    CLIENT,
    /// Staff that may read.
    VIEWER,
    /// Staff that may edit.
    EDITOR,
    /// Staff that may do everything.
    ADMIN;

    boolean allows(Principal principal) {
        return switch (principal) {
            case Principal.Anonymous _ -> this == PUBLIC;
            case Principal.Client _, Principal.PausedClient _ -> compareTo(CLIENT) <= 0;
            case Principal.Staff staff -> compareTo(of(staff.role())) <= 0;
        };
    }

    private static Access of(Role role) {
        return switch (role) {
            case VIEWER -> VIEWER;
            case EDITOR -> EDITOR;
            case ADMIN -> ADMIN;
        };
    }
}

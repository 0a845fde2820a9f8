package dev.lendersync.staff.identity;

/// Who does something, and from where, as history and audit log name him.
///
/// @param name e.g. `staff:ada@example.com`
/// @param address the IP address; empty for the server itself
public record Actor(String name, String address) {
    public static final Actor SERVER = new Actor("server", "");
}

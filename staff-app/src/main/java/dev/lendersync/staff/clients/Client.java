package dev.lendersync.staff.clients;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A registered client, without anything secret.
///
/// @param reports of its instances, in the order of their names
public record Client(UUID id, String name, String baseUrl, Instant createdAt, List<Report> reports) {
    public Client {
        reports = List.copyOf(reports);
    }
}

package dev.lendersync.staff.clients;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Clients as the API writes them.
final class ClientJson {
    private ClientJson() {}

    /// With key and secret: for the answer to the registration only.
    static Map<String, Object> of(RegisteredClient registered) {
        Map<String, Object> json = members(registered.client());
        json.put("apiKey", registered.apiKey());
        json.put("webhookSecret", registered.webhookSecret().reveal());
        return json;
    }

    static Map<String, Object> of(Client client, Optional<LastDelivery> lastDelivery) {
        Map<String, Object> json = members(client);
        lastDelivery.ifPresent(delivery -> json.put("lastDelivery", delivery(delivery)));
        json.put("reports", client.reports().stream().map(ClientJson::report).toList());
        return json;
    }

    private static Map<String, Object> members(Client client) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", client.id());
        json.put("name", client.name());
        json.put("baseUrl", client.baseUrl());
        json.put("createdAt", client.createdAt().toString());
        return json;
    }

    private static Map<String, Object> delivery(LastDelivery delivery) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("position", delivery.position().toString());
        json.put("status", delivery.status().toString());
        json.put("at", delivery.at().toString());
        delivery.error().ifPresent(error -> json.put("error", error));
        return json;
    }

    private static Map<String, Object> report(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("instance", report.instance());
        json.put("position", report.applied().position().toString());
        json.put("digest", report.applied().digest().toString());
        json.put("reportedAt", report.at().toString());
        return json;
    }
}

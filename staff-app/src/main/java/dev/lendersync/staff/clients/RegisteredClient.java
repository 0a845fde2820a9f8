package dev.lendersync.staff.clients;

import dev.lendersync.protocol.WebhookSecret;

/// A client that was registered just now: the only time that its API key and its webhook secret can be told.
public record RegisteredClient(Client client, String apiKey, WebhookSecret webhookSecret) {
    @Override
    public String toString() {
        return "RegisteredClient[" + client.id() + "]";
    }
}

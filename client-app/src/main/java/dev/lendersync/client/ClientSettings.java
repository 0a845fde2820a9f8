package dev.lendersync.client;

import dev.lendersync.feed.HttpLimits;
import dev.lendersync.feed.LiveLimits;
import dev.lendersync.feed.listen.Listening;
import dev.lendersync.protocol.WebhookSecret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a Client App is told when it starts.
///
/// @param port 0 takes any free one
/// @param staffUrl the Staff App, or another Client App that relays it
/// @param apiKey the key that the Staff App gave this client
/// @param webhookSecrets those valid now: none when no webhooks are expected, two during a rotation
/// @param dataDir where the replica's file is kept
/// @param live what its own live feed grants
/// @param http what it grants to callers
/// @param allowedOrigins from which browsers may follow it, beside its own
/// @param listening how it listens; what is insecure there may be towards the Staff App too
/// @param staffAuthority holds the private authority that signed the Staff App's certificate, if one did
record ClientSettings(
        String host,
        int port,
        URI staffUrl,
        String apiKey,
        List<WebhookSecret> webhookSecrets,
        Path dataDir,
        LiveLimits live,
        HttpLimits http,
        Set<String> allowedOrigins,
        Listening listening,
        Optional<Path> staffAuthority) {
    ClientSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /// With the usual limits, for nobody but its own pages.
    ClientSettings(
            String host, int port, URI staffUrl, String apiKey, List<WebhookSecret> webhookSecrets, Path dataDir) {
        this(
                host,
                port,
                staffUrl,
                apiKey,
                webhookSecrets,
                dataDir,
                LiveLimits.DEFAULT,
                HttpLimits.DEFAULT,
                Set.of(),
                Listening.PLAIN,
                Optional.empty());
    }

    Path cacheFile() {
        return dataDir.resolve("catalog.json");
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "ClientSettings[" + host + ":" + port + ", " + staffUrl + ", " + dataDir + "]";
    }
}

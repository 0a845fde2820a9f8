package dev.lendersync.postgres;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The settings that the server gets on its command line, where nothing in the data directory outranks them.
final class ServerSettings {
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    /// Small, for a machine that also runs the apps.
    private static final Map<String, String> ORDINARY = Map.of(
            "shared_buffers", "64MB",
            "max_connections", "100",
            "password_encryption", "scram-sha-256",
            "timezone", "UTC",
            "log_timezone", "UTC",
            "log_checkpoints", "off",
            "log_destination", "stderr",
            "logging_collector", "off");

    private ServerSettings() {}

    static List<String> arguments(Map<String, String> chosen, String host, int port) {
        var settings = new TreeMap<>(ORDINARY);
        settings.putAll(DURABLE);
        settings.putAll(chosen);
        settings.put("listen_addresses", host);
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        return settings.entrySet().stream()
                .flatMap(setting -> Stream.of("-c", setting.getKey() + "=" + setting.getValue()))
                .toList();
    }
}

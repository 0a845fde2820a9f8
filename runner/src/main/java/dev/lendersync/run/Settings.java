package dev.lendersync.run;

import dev.lendersync.protocol.Hosts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the environment asks for. A variable that is blank counts as not set.
///
/// @param root the project's folder, where the jars are
/// @param home folder of all data, logs and secrets
/// @param databaseUrl the user's own PostgreSQL; null for the embedded one
/// @param adminPassword null for a random one
/// @param environment all of it, to be passed on
record Settings(
        Path root,
        Path home,
        String staffHost,
        int staffPort,
        String clientHost,
        List<Integer> clientPorts,
        boolean loadsSample,
        @Nullable String databaseUrl,
        String adminEmail,
        @Nullable String adminPassword,
        Map<String, String> environment) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;
    private static final int MAX_CLIENTS = 20;

    /// @throws RunFailure naming the first variable that makes no sense
    static Settings of(Path root, Map<String, String> environment) {
        int staffPort = port("STAFF_PORT", value(environment, "STAFF_PORT").orElse("8080"));
        List<Integer> clientPorts =
                clientPorts(value(environment, "CLIENT_PORTS").orElse("8081,8082"), staffPort);
        String databaseUrl = value(environment, "DATABASE_URL").orElse(null);
        if (databaseUrl != null && value(environment, "SECRETS_KEY").isEmpty()) {
            throw RunFailure.badSetting("DATABASE_URL is set, so SECRETS_KEY must be set too: it encrypts the webhook"
                    + " secrets in that database, and must be the same whenever you use it.");
        }
        requirePrivate(environment, "STAFF_HOST");
        requirePrivate(environment, "CLIENT_HOST");
        if (value(environment, "TLS_CERT").isPresent()) {
            throw RunFailure.badSetting(
                    "TLS_CERT: ./run serves plain HTTP on this machine; start the jars by" + " themselves for TLS.");
        }
        return new Settings(
                root,
                value(environment, "LENDER_SYNC_HOME")
                        .map(Path::of)
                        .orElse(root.resolve(".data"))
                        .toAbsolutePath()
                        .normalize(),
                value(environment, "STAFF_HOST").orElse(LOOPBACK),
                staffPort,
                value(environment, "CLIENT_HOST").orElse(LOOPBACK),
                clientPorts,
                loadsSample(value(environment, "RUN_SAMPLE")),
                databaseUrl,
                value(environment, "ADMIN_EMAIL").orElse("admin@localhost"),
                value(environment, "ADMIN_PASSWORD").orElse(null),
                Map.copyOf(environment));
    }

    /// The apps say no more than this; here it is said before PostgreSQL is started.
    private static void requirePrivate(Map<String, String> environment, String name) {
        String host = value(environment, name).orElse(LOOPBACK);
        if (!Hosts.isLoopback(host)
                && !value(environment, "INSECURE").orElse("false").equalsIgnoreCase("true")) {
            throw RunFailure.badSetting(name + ": " + host + " can be reached from other machines, over plain HTTP; set"
                    + " INSECURE=true too where something else keeps the network private.");
        }
    }

    String staffUrl() {
        return url(staffHost, staffPort);
    }

    List<String> clientUrls() {
        return clientPorts.stream().map(this::clientUrl).toList();
    }

    String clientUrl(int port) {
        return url(clientHost, port);
    }

    /// The ports in words: "8080, 8081, 8082".
    String portsText() {
        StringBuilder text = new StringBuilder().append(staffPort);
        clientPorts.forEach(port -> text.append(", ").append(port));
        return text.toString();
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static List<Integer> clientPorts(String text, int staffPort) {
        List<Integer> ports = Arrays.stream(text.split(",", -1))
                .map(part -> port("CLIENT_PORTS", part.strip()))
                .toList();
        if (ports.size() > MAX_CLIENTS) {
            throw RunFailure.badSetting("CLIENT_PORTS may name at most " + MAX_CLIENTS + " ports.");
        }
        Set<Integer> seen = new HashSet<>(Set.of(staffPort));
        for (int port : ports) {
            if (!seen.add(port)) {
                throw RunFailure.badSetting(
                        "CLIENT_PORTS: port " + port + " is used twice; STAFF_PORT is " + staffPort + ".");
            }
        }
        return ports;
    }

    private static int port(String name, String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw RunFailure.badSetting(name + ": \"" + text + "\" is not a port number from 1 to " + MAX_PORT + ".");
        }
        return port;
    }

    private static boolean loadsSample(Optional<String> text) {
        if (text.isPresent() && !text.get().equals("none")) {
            throw RunFailure.badSetting("RUN_SAMPLE: \"" + text.get() + "\" is not known; it may be \"none\".");
        }
        return text.isEmpty();
    }

    private static String url(String host, int port) {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String reachable = everywhere ? LOOPBACK : host;
        return "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
    }
}

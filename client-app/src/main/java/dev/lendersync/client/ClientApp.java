package dev.lendersync.client;

import dev.lendersync.feed.LimitOptions;
import dev.lendersync.feed.LiveOptions;
import dev.lendersync.feed.listen.ListenOptions;
import dev.lendersync.feed.listen.Listening;
import dev.lendersync.protocol.Hosts;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.replica.LenderProducts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `client-app`.
@Command(
        name = "client-app",
        sortOptions = false,
        description = "Serves a replica of the Staff App's lender products. Each option can also be given by its"
                + " environment variable; an option wins.")
public final class ClientApp implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ClientApp.class);
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]{1,1000}");
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_BAD_VALUE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:CLIENT_HOST:-127.0.0.1}",
            description = "Address to listen on. CLIENT_HOST, default 127.0.0.1")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:CLIENT_PORT:-8081}",
            description = "Port to listen on; 0 takes a free one. CLIENT_PORT, default 8081")
    private String port = "";

    @Option(
            names = "--staff-url",
            paramLabel = "URL",
            defaultValue = "${env:STAFF_API_URL:-http://127.0.0.1:8080}",
            description =
                    "The Staff App, or a Client App that relays it. STAFF_API_URL, default" + " http://127.0.0.1:8080")
    private String staffUrl = "";

    @Option(
            names = "--staff-key",
            paramLabel = "KEY",
            defaultValue = "${env:STAFF_API_KEY:-}",
            description = "API key that the Staff App gave this client. STAFF_API_KEY, required, no default")
    private String staffKey = "";

    @Option(
            names = "--webhook-secret",
            paramLabel = "SECRET",
            defaultValue = "${env:WEBHOOK_SECRET:-}",
            description = "Secret that the Staff App signs its webhooks with; two, separated by a comma, while it is"
                    + " rotated. WEBHOOK_SECRET, default none: webhooks are refused")
    private String webhookSecret = "";

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            defaultValue = "${env:CLIENT_DATA_DIR:-}",
            description = "Folder for the last good catalog. CLIENT_DATA_DIR, default .data/client-<port>")
    private String dataDir = "";

    @Option(
            names = "--staff-ca",
            paramLabel = "FILE",
            defaultValue = "${env:STAFF_CA:-}",
            description = "Certificate, in PEM, of the private authority that signed the Staff App's; no other is"
                    + " trusted then. STAFF_CA, default none: those that Java trusts")
    private String staffCa = "";

    @Mixin
    private ListenOptions listen = new ListenOptions();

    @Mixin
    private LiveOptions live = new LiveOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Option(names = "--help", usageHelp = true, description = "Show this and stop.")
    @SuppressWarnings("UnusedVariable") // picocli itself looks at it
    private boolean help;

    private ClientApp() {}

    public static void main(String[] args) {
        int exit = commandLine().execute(args);
        if (exit != 0) {
            System.exit(exit);
        }
        // Otherwise it was --help, or the server's own threads keep the process running.
    }

    static CommandLine commandLine() {
        return new CommandLine(new ClientApp())
                .setParameterExceptionHandler((e, _) -> fail(e.getCommandLine(), e, EXIT_BAD_VALUE))
                .setExecutionExceptionHandler((e, commandLine, _) -> fail(commandLine, e, EXIT_FAILED));
    }

    private static int fail(CommandLine commandLine, Exception e, int exit) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        commandLine.getErr().println("client-app: " + line + (exit == EXIT_BAD_VALUE ? " (see --help)" : ""));
        return exit;
    }

    @Override
    public Integer call() throws IOException {
        ClientSettings settings = settings();
        makeWritable(settings.dataDir());
        ClientServer server = ClientServer.start(settings, Clock.systemUTC(), System::nanoTime, new SecureRandom());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        LOG.atInfo()
                .addKeyValue("url", server.url())
                .addKeyValue("staff", settings.staffUrl())
                .addKeyValue("data", settings.dataDir())
                .addKeyValue("webhooks", settings.webhookSecrets().isEmpty() ? "refused" : "on")
                .log("started");
        return 0;
    }

    private void makeWritable(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw bad("--data-dir (CLIENT_DATA_DIR) cannot be made: " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw bad("--data-dir (CLIENT_DATA_DIR) cannot be written to: " + folder);
        }
    }

    private static void stop(ClientServer server) {
        server.close();
        LOG.info("stopped");
    }

    /// What the options say.
    ///
    /// @throws ParameterException naming the option that cannot be used, but no secret
    ClientSettings settings() {
        int number = portNumber();
        Listening listening = checked(() -> listen.read(host, "--host (CLIENT_HOST)"));
        URI staff = staffUri(listening.insecure());
        String key = key();
        return new ClientSettings(
                host,
                number,
                staff,
                key,
                secrets(),
                folder(number),
                checked(live::limits),
                checked(() -> limits.limits(live.limits())),
                checked(live::allowedOrigins),
                listening,
                staffAuthority(staff, key));
    }

    private String key() {
        if (staffKey.isBlank()) {
            throw bad("--staff-key (STAFF_API_KEY) is missing");
        }
        if (!VISIBLE_ASCII.matcher(staffKey).matches()) {
            throw bad("--staff-key (STAFF_API_KEY) must be 1 to 1,000 visible ASCII characters");
        }
        return staffKey;
    }

    private <T> T checked(Supplier<T> option) {
        try {
            return option.get();
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private int portNumber() {
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad("--port (CLIENT_PORT) must be a number, not " + port);
        }
        throw bad("--port (CLIENT_PORT) must be 0 to 65535, not " + port);
    }

    private Path folder(int portNumber) {
        try {
            return Path.of(dataDir.isBlank() ? ".data/client-" + portNumber : dataDir);
        } catch (InvalidPathException e) {
            throw bad("--data-dir (CLIENT_DATA_DIR) is no path: " + dataDir);
        }
    }

    private URI staffUri(boolean insecure) {
        try {
            URI uri = URI.create(staffUrl);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return insecure ? uri : notReadableOnTheWay(uri);
            }
        } catch (IllegalArgumentException e) {
            throw bad("--staff-url (STAFF_API_URL) is no URL: " + staffUrl);
        }
        throw bad("--staff-url (STAFF_API_URL) must be an http or https URL without query, not " + staffUrl);
    }

    private URI notReadableOnTheWay(URI uri) {
        if (uri.getScheme().equals("http") && !Hosts.isLoopback(uri.getHost())) {
            throw bad("--staff-url (STAFF_API_URL) is plain HTTP to another machine, so that anybody on the way could"
                    + " read the API key: use https, or say --insecure (INSECURE=true) where something else keeps the"
                    + " network private");
        }
        return uri;
    }

    private Optional<Path> staffAuthority(URI staff, String key) {
        try {
            Optional<Path> file =
                    Optional.of(staffCa).filter(text -> !text.isBlank()).map(Path::of);
            file.ifPresent(pem -> LenderProducts.connect(staff, key).certificateAuthority(pem));
            return file;
        } catch (IllegalArgumentException e) {
            throw bad("--staff-ca (STAFF_CA): " + e.getMessage());
        }
    }

    private List<WebhookSecret> secrets() {
        List<String> texts = webhookSecret.isBlank()
                ? List.of()
                : Arrays.stream(webhookSecret.split(",", -1)).map(String::strip).toList();
        if (texts.size() > 2) {
            throw bad("--webhook-secret (WEBHOOK_SECRET) holds at most two secrets");
        }
        try {
            return texts.stream().map(WebhookSecret::parse).toList();
        } catch (IllegalArgumentException e) {
            throw bad("--webhook-secret (WEBHOOK_SECRET): " + e.getMessage());
        }
    }

    private ParameterException bad(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}

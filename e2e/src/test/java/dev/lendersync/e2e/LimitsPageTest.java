package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

/// Every number in the list of limits of `docs/operations.md` is the one in the code.
class LimitsPageTest {
    private static final Path PAGE = Path.of("../docs/operations.md");

    private static final String HTTP = "feed.HttpLimits.";
    private static final String LIVE = "feed.LiveLimits.DEFAULT.";
    private static final String LOGINS = "staff.identity.LoginThrottle.";
    private static final String HASHES = "staff.identity.Passwords.";
    private static final String TICKETS = "staff.identity.LiveTickets.";
    private static final String IMPORTS = "staff.imports.ImportStore.";
    private static final String DISPATCHER = "staff.delivery.Dispatcher.";
    private static final String OUTBOUND = "staff.outbound.Outbound.";

    /// By what is limited: where each number of its row is, in order. `@` marks the default of an option.
    private static final Map<String, List<String>> ROWS = new LinkedHashMap<>();

    static {
        row("request line", HTTP + "MAX_URL");
        row("headers together", HTTP + "MAX_HEADERS");
        row(
                "body",
                "staff.http.ApiServer.MAX_BODY",
                "staff.http.ApiServer.MAX_PUBLIC_BODY",
                "staff.sheets.CsvFile.MAX_BYTES",
                "protocol.WebhookNotice.MAX_BYTES");
        row("compressed bodies");
        row("a body's speed", HTTP + "MIN_BODY_RATE", HTTP + "DEFAULT.body");
        row("headers, and the wait for another request", HTTP + "DEFAULT.head");
        row("an answer of which nothing is taken", HTTP + "DEFAULT.head");
        row("JSON", "protocol.Json.MAX_DEPTH", "protocol.Json.MAX_STRING");
        row("query", "staff.http.Parameters.MAX_VALUES", "staff.http.Search.MAX_LENGTH", "staff.http.Search.MAX_WORDS");
        row("page", "staff.http.Page.MAX_SIZE");
        row("bulk edit", "staff.products.BulkEdit.MOST");
        row("text of a product or lender");
        row("reads", "feed.LimitOptions@reads");
        row("writes", "feed.LimitOptions@writes");
        row("pulls of the catalog", "feed.LimitOptions@pulls");
        row("connections", HTTP + "BESIDE_THE_FEED", HTTP + "BESIDE_THE_FEED_PER_ADDRESS");
        row(
                "live connections",
                "feed.LiveOptions@connections",
                "feed.LiveOptions@perKey",
                "feed.LiveOptions@perAddress");
        row("new live connections", LIVE + "acceptsPerSecond");
        row("a frame from a client", "protocol.FrameCodec.MAX_CLIENT_BYTES", LIVE + "framesPerSecond");
        row("a live connection that is silent", LIVE + "silence", LIVE + "lifetime");
        row("streams of an HTTP/2 connection", "feed.listen.Listening.MAX_HTTP2_STREAMS");
        row("connections beyond the limits", "feed.Connections.MAX_REFUSED");
        row("e-mail address at a login", "staff.identity.Email.MAX_LENGTH");
        row("a webhook's body, at a Client App", "client.LimitedBody.SECONDS");
        row("a live connection that accepts nothing while data waits", LIVE + "stall");
        row("operations at once", "staff.http.ApiServer.MAX_RUNNING", "staff.http.ApiServer.MAX_RUNNING_OF_ONE");
        row(
                "tokens and sessions",
                "staff.identity.StaffTokens.MAX_OF_OWNER",
                "staff.identity.StaffSessions.MAX_OF_USER");
        row("`Idempotency-Key`", "staff.http.Idempotency.PATIENCE");
        row("work in the database", "staff.database.Database.MAX_CONNECTIONS", "staff.database.Database.MAX_WAITING");
        row(
                "products' lists at once, at a Client App",
                "client.ProductList.MAX_AT_ONCE",
                "client.ProductList.MAX_UNSENT");
        row(
                "a connection on which nothing passes",
                "staff.StaffServer.IDLE_SECONDS",
                "client.ClientServer.IDLE_SECONDS");
        row("a TLS handshake", "feed.listen.TlsIdentity.HANDSHAKE_SECONDS");
        row("tickets for the live feed", TICKETS + "MAX_OF_ONE", TICKETS + "GOOD_FOR", TICKETS + "MAX_TICKETS");
        row(
                "logins",
                LOGINS + "MAX_OF_PAIR",
                LOGINS + "WINDOW",
                LOGINS + "MAX_OF_ADDRESS",
                HASHES + "AT_ONCE",
                HASHES + "WAITING");
        row(
                "imports",
                IMPORTS + "MAX_KEPT",
                IMPORTS + "MAX_KEPT_BYTES",
                "staff.http.UploadHandler.MAX_UPLOADS",
                "staff.http.UploadHandler.MAX_UPLOADS_OF_ONE",
                "staff.imports.ImportRuns.MAX_RUNNING");
        row("clients", "staff.clients.ClientRegistry.MAX_CLIENTS", "staff.delivery.Proofs.MAX_INSTANCES");
        row("screens' event streams", "staff.clients.StaffEvents.MAX_SCREENS", "staff.clients.StaffEvents.MAX_OF_ONE");
        row("webhooks at once", DISPATCHER + "MAX_FIRST", DISPATCHER + "MAX_SLOW", DISPATCHER + "MAX_RETRIES");
        row("a webhook's answer", OUTBOUND + "MAX_ANSWER", OUTBOUND + "MAX_EXCHANGE", OUTBOUND + "MAX_CONNECT");
    }

    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\|.*");
    /// Not the length of an IPv6 prefix, which follows a `/`.
    private static final Pattern NUMBER = Pattern.compile("(?<![/\\w,])(\\d[\\d,]*)(?: (MiB|KiB|kB|s|minutes)\\b)?");

    private static final Map<String, Long> UNITS =
            Map.of("MiB", 1L << 20, "KiB", 1L << 10, "kB", 1L << 10, "minutes", 60L);

    private static void row(String what, String... where) {
        ROWS.put(what, List.of(where));
    }

    @Test
    void eachNumberIsTheOneInTheCode() throws Exception {
        Map<String, List<Long>> said = said();
        assertThat(said.keySet()).containsExactlyInAnyOrderElementsOf(ROWS.keySet());
        for (Map.Entry<String, List<String>> row : ROWS.entrySet()) {
            List<Long> meant = new ArrayList<>();
            for (String where : row.getValue()) {
                meant.add(value(where));
            }
            assertThat(said.get(row.getKey())).as(row.getKey()).isEqualTo(meant);
        }
    }

    /// The numbers of each row, in bytes and seconds.
    private static Map<String, List<Long>> said() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, List<Long>> said = new LinkedHashMap<>();
        page.substring(page.indexOf("## Limits"))
                .lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .forEach(line -> {
                    Matcher row = ROW.matcher(line);
                    if (row.matches() && !row.group(1).equals("what")) {
                        said.put(row.group(1), numbers(row.group(2)));
                    }
                });
        return said;
    }

    private static List<Long> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(found -> Long.parseLong(found.group(1).replace(",", ""))
                        * (found.group(2) == null ? 1 : UNITS.getOrDefault(found.group(2), 1L)))
                .toList();
    }

    private static long value(String where) throws ReflectiveOperationException {
        int option = where.indexOf('@');
        if (option >= 0) {
            Field field = field(where.substring(0, option), where.substring(option + 1));
            return Long.parseLong(
                    field.getAnnotation(Option.class).defaultValue().replaceAll(".*:-|}", ""));
        }
        // Packages are in lower case, then comes the class.
        Matcher parts = Pattern.compile("([a-z.]*\\.\\w+)\\.(.+)").matcher(where);
        assertThat(parts.matches()).as(where).isTrue();
        String[] members = parts.group(2).split("\\.");
        Object value = open(field(parts.group(1), members[0])).get(null);
        for (int i = 1; i < members.length; i++) {
            Method accessor = open(value.getClass().getDeclaredMethod(members[i]));
            value = accessor.invoke(value);
        }
        return value instanceof Duration duration ? duration.toSeconds() : ((Number) value).longValue();
    }

    private static Field field(String owner, String name) throws ReflectiveOperationException {
        return Class.forName("dev.lendersync." + owner).getDeclaredField(name);
    }

    private static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }
}

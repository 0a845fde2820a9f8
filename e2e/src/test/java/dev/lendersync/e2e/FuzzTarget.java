package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;

/// A running system with something to lose, and those who attack it.
final class FuzzTarget implements AutoCloseable {
    private static final List<String> POWERLESS_EVERYWHERE = List.of(
            "",
            "Authorization: Bearer lst_" + "0".repeat(40),
            "Authorization: Bearer lsk_" + "0".repeat(40),
            "Authorization: Basic YWRtaW46YWRtaW4=",
            "Authorization: Bearer ' OR '1'='1",
            "Cookie: __Host-lender_sync=lss_" + "0".repeat(40));
    /// All that those who may not write could have changed. What a viewer's token may make, tokens that may no more
    /// than itself, is not among it.
    private static final String STATE = """
            SELECT concat_ws(' ', (SELECT version FROM catalog_head), (SELECT max(id) FROM history),
                (SELECT md5(string_agg(l::text, ',' ORDER BY l.id)) FROM lenders l),
                (SELECT md5(string_agg(p::text, ',' ORDER BY p.id)) FROM lender_products p),
                (SELECT count(*) FROM required_documents), (SELECT count(*) FROM imports),
                (SELECT md5(string_agg(concat(c.id, c.name, c.base_url, c.status), ',' ORDER BY c.id)) FROM client c),
                (SELECT count(*) FROM client_api_key), (SELECT count(*) FROM catalog_push),
                (SELECT count(*) FROM client_webhook_secret),
                (SELECT count(*) FROM staff_token WHERE role <> 'viewer' AND revoked_at IS NULL), (SELECT count(*) FROM staff_session),
                (SELECT string_agg(concat(u.id, u.revision, u.password_hash), ',' ORDER BY u.id) FROM staff_user u))
            """;

    /// A quick machine sends more than an address may: all of it is to be looked at.
    private static final Map<String, String> UNHURRIED =
            Map.of("MAX_WRITES_PER_SECOND", "100000", "MAX_READS_PER_SECOND", "100000");

    private final LocalSystem system;
    /// One more node, over TLS and so over HTTP/2.
    private final AppProcess overTls;
    private final SSLContext trust;
    private final List<Operation> operations;
    private final Map<String, List<String>> ids = new HashMap<>();
    private final String viewer;
    private final Session admin;
    private final Session editor;
    private final String clientKey;

    private FuzzTarget(LocalSystem system, AppProcess overTls, SSLContext trust) throws Exception {
        this.system = system;
        this.overTls = overTls;
        this.trust = trust;
        this.operations = Operation.all();
        JsonNode lender = created("/api/lenders", Map.of("name", "Steady Bank"));
        List<String> products = new ArrayList<>();
        for (String name : List.of("First", "Second", "Third")) {
            Map<String, Object> product =
                    new HashMap<>(Map.of("lenderId", lender.path("id").asString(), "name", name));
            product.putAll(Map.of("category", "TERM_LOAN", "country", "CA", "requiresReceivables", false));
            product.put("status", "PUBLISHED");
            products.add(created("/api/lender-products", product).path("id").asString());
        }
        JsonNode user = created("/api/users", Map.of("email", "a@x.example", "name", "A", "role", "editor"));
        JsonNode client = created("/api/clients", Map.of("name", "Other", "baseUrl", "http://127.0.0.1:9"));
        ids.put("lenders", List.of(lender.path("id").asString()));
        ids.put("lender-products", products);
        ids.put("users", List.of(user.path("id").asString()));
        ids.put("clients", List.of(client.path("id").asString()));
        ids.put("{entry}", List.of("1", "2", "3"));
        clientKey = client.path("apiKey").asString();
        viewer = created("/api/tokens", Map.of("name", "v", "role", "viewer"))
                .path("token")
                .asString();
        admin = session("admin");
        editor = session("editor");
    }

    /// What a browser keeps of a login.
    private record Session(String cookie, String csrf) {
        String token() {
            return cookie.replaceFirst(".*=", "");
        }

        /// @param lines what is sent beside the cookie
        String with(String... lines) {
            return "Cookie: " + cookie + Stream.of(lines).map("\r\n"::concat).collect(Collectors.joining());
        }
    }

    private Session session(String role) throws IOException, InterruptedException {
        JsonNode user =
                created("/api/users", Map.of("email", role + "@x.example", "name", "At a screen", "role", role));
        String invite = user.path("inviteLink").asString().replaceFirst(".*#", "");
        Http.Answer welcome =
                system.call("POST", "/api/welcome", Map.of("token", invite, "password", "three cows, one bridge"));
        assertThat(welcome.status()).isEqualTo(200);
        return new Session(
                welcome.header("Set-Cookie").replaceFirst(";.*", ""),
                welcome.json().path("csrfToken").asString());
    }

    static FuzzTarget start() throws Exception {
        LocalSystem system = LocalSystem.start(PostgresServer.shared(), new LocalSystem.Shape(1, 1, false, UNHURRIED));
        boolean started = false;
        try {
            PemFiles pem = PemFiles.make(system.home());
            AppProcess overTls = system.nodeOverTls(pem, UNHURRIED);
            try {
                FuzzTarget target = new FuzzTarget(system, overTls, pem.trusted());
                Await.until("it takes connections over TLS", target::isOverTls);
                started = true;
                return target;
            } finally {
                if (!started) {
                    overTls.close();
                }
            }
        } finally {
            if (!started) {
                system.close();
            }
        }
    }

    private boolean isOverTls() {
        RawRequest ready = new RawRequest("GET", "/readyz", List.of("Host: 127.0.0.1"), new byte[0], "ready?");
        try (Http2Connection connection = http2()) {
            return connection.answer(ready).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Http2Connection http2() throws IOException {
        return new Http2Connection(trust, overTls.port());
    }

    private JsonNode created(String path, Map<String, Object> body) throws IOException, InterruptedException {
        Http.Answer answer = system.call("POST", path, body);
        assertThat(answer.status()).as(path).isEqualTo(201);
        return answer.json();
    }

    /// What nobody may be told who does not know it.
    List<String> secrets() {
        return Stream.concat(
                        Stream.of(
                                system.token(),
                                viewer,
                                clientKey,
                                admin.token(),
                                editor.token(),
                                system.database().server().password()),
                        system.clients().stream().map(LocalSystem.Client::key))
                .toList();
    }

    /// Those who may read at most, among them whoever makes an admin's browser send what he likes.
    void powerless(Fuzzer fuzzer, long first, int count) throws Exception {
        List<String> credentials = new ArrayList<>(POWERLESS_EVERYWHERE);
        credentials.addAll(List.of("Authorization: Bearer " + viewer, "Authorization: Bearer " + clientKey));
        credentials.add(admin.with());
        credentials.add(admin.with("X-CSRF-Token: " + "0".repeat(admin.csrf().length())));
        credentials.add(admin.with("X-CSRF-Token: " + editor.csrf()));
        credentials.add(admin.with("X-CSRF-Token: " + admin.csrf(), "Origin: https://elsewhere.example"));
        staff(fuzzer, staffPort(), first, count, _ -> true, credentials);
    }

    /// The same over HTTP/2, without those at screens: their cookies are for plain HTTP.
    void powerlessOverHttp2(Fuzzer fuzzer, long first, int count) throws Exception {
        List<String> credentials = new ArrayList<>(POWERLESS_EVERYWHERE);
        credentials.addAll(List.of("Authorization: Bearer " + viewer, "Authorization: Bearer " + clientKey));
        staff(fuzzer, this::http2, first, count, _ -> true, credentials);
    }

    void framesOverHttp2(Fuzzer fuzzer, long first, int count) throws Exception {
        fuzzer.mangle(this::http2, first, count);
    }

    private FuzzConnection.Opener staffPort() {
        return () -> new RawConnection(system.staff().port());
    }

    /// Those who may do much or everything; what they do may be done, but must not break anything.
    void powerful(Fuzzer fuzzer, long first, int count) throws Exception {
        staff(
                fuzzer,
                staffPort(),
                first,
                count,
                // A push waits for every Client App, up to 5 s; after a logout there would be nothing to see.
                operation -> !operation.path().endsWith("/push")
                        && !(operation.path().equals("/api/session")
                                && operation.method().equals("DELETE")),
                List.of("Authorization: Bearer " + system.token(), editor.with("X-CSRF-Token: " + editor.csrf())));
    }

    private void staff(
            Fuzzer fuzzer,
            FuzzConnection.Opener opener,
            long first,
            int count,
            Predicate<Operation> which,
            List<String> credentials)
            throws Exception {
        List<Operation> own = operations.stream()
                .filter(operation -> !operation.ofClientApp())
                .filter(which)
                .toList();
        RequestMutations mutations = new RequestMutations(ids);
        fuzzer.send(
                opener,
                first,
                count,
                number -> mutations.of(own.get(Math.floorMod(number, own.size())), number, credentials));
    }

    /// On the Client App everybody may read, and nobody may write: all operations that there are.
    void clientApp(Fuzzer fuzzer, long first, int count) throws Exception {
        RequestMutations mutations = new RequestMutations(ids);
        fuzzer.send(
                () -> new RawConnection(system.clients().getFirst().app().port()),
                first,
                count,
                number -> mutations.of(
                        operations.get(Math.floorMod(number, operations.size())), number, POWERLESS_EVERYWHERE));
    }

    void frames(Fuzzer fuzzer, long first, int count) throws Exception {
        fuzzer.follow(system.staff().port(), "Authorization: Bearer " + clientKey, first, count / 2);
        fuzzer.follow(system.clients().getFirst().app().port(), "X-Nothing: x", first, count / 2);
    }

    String state() throws Exception {
        return system.database().text(STATE);
    }

    long version() throws Exception {
        return Long.parseLong(system.database().text("SELECT version FROM catalog_head"));
    }

    /// Bytes of what is alive in each app, after a collection.
    Map<String, Long> memory() throws Exception {
        return Map.of(
                "staff", system.staff().liveBytes(),
                "staff over TLS", overTls.liveBytes(),
                "client", system.clients().getFirst().app().liveBytes());
    }

    /// What all parties hold is the same, and both apps still do their work.
    void assertWhole() throws Exception {
        Truth.assertIdenticalEverywhere(system);
    }

    void assertNothingSecretInTheLogs() throws IOException {
        for (AppProcess app :
                List.of(system.staff(), overTls, system.clients().getFirst().app())) {
            String log = app.output();
            for (String secret : secrets()) {
                assertThat(log.contains(secret))
                        .as("a secret in the log of " + app.url())
                        .isFalse();
            }
            assertThat(log).doesNotContain("incident=", "OutOfMemoryError", "StackOverflowError");
        }
    }

    @Override
    public void close() {
        overTls.close();
        system.close();
    }
}

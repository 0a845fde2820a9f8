package dev.lendersync.staff.http;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.Once;
import dev.lendersync.staff.identity.Principal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `Idempotency-Key: <1 to 255 visible ASCII characters>` on any POST by staff: the same answer again for 24 hours,
/// with `Idempotent-Replayed: true`, and the effect once. Another body or path under the same key is a 422. Failures
/// are not kept: the same key may try again.
///
/// Blocks; for virtual threads.
public final class Idempotency {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");
    /// How long the second of two at once waits for the answer of the first.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LOOK_EVERY_MILLIS = 50;

    private static final String FIND = """
            SELECT request, answer FROM idempotent_request
            WHERE principal = $1 AND key = $2 AND created_at >= now() - interval '24 hours'
            """;
    // The row is there already when the request wrote anything. When it did not, it may be another one's.
    private static final String KEEP = """
            INSERT INTO idempotent_request (principal, key, request, answer) VALUES ($1, $2, $3, $4)
            ON CONFLICT (principal, key) DO UPDATE SET answer = excluded.answer
            WHERE idempotent_request.request = excluded.request
            """;
    private static final String FORGET =
            "DELETE FROM idempotent_request WHERE created_at < now() - interval '24 hours'";

    /// Encrypts what is kept, since an answer may hold a key that is shown once.
    public interface Seal {
        byte[] close(byte[] plain);

        /// @throws IllegalArgumentException when it was not closed by this seal
        byte[] open(byte[] closed);

        /// The same 32 bytes for the same text. Keyed, since a body may hold a password, which could be guessed from a
        /// bare hash.
        byte[] fingerprint(byte[] plain);
    }

    private final Vertx vertx;
    private final Database database;
    private final Seal seal;

    public Idempotency(Vertx vertx, Database database, Seal seal) {
        this.vertx = vertx;
        this.database = database;
        this.seal = seal;
    }

    /// Removes what is older than a day.
    public void forgetOld() {
        database.query(FORGET, Tuple.tuple());
    }

    /// Answers a request, running the operation unless it ran before.
    Response answer(String method, String path, Request request, Supplier<Response> operation) {
        @Nullable String key = request.headers().get(HEADER);
        if (key == null || !method.equals("POST") || !(request.principal() instanceof Principal.Staff staff)) {
            return operation.get();
        }
        if (request.headers().getAll(HEADER).size() > 1 || !KEY.matcher(key).matches()) {
            throw new ProblemException(
                    Problem.invalidParameter(HEADER, "must be given once, as 1 to 255 visible ASCII characters"));
        }
        Once once = new Once(staff.key(), key, seal.fingerprint(hash(method, path, request)));
        Optional<Response> earlier = earlier(once);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            Response response = ScopedValue.where(Once.CURRENT, once).call(operation::get);
            if (response.status() < 400) {
                keep(once, response);
            }
            return response;
        } catch (Once.AlreadyAskedException e) {
            return earlier(once).orElseThrow(Idempotency::inProgress);
        }
    }

    /// What was answered to an earlier request of this key, if there was one; waits for one that runs.
    private Optional<Response> earlier(Once once) {
        for (int waited = 0; ; waited += LOOK_EVERY_MILLIS) {
            Optional<Row> found = database.query(FIND, Tuple.of(once.principal(), once.key())).stream()
                    .findFirst();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Row row = found.get();
            if (!MessageDigest.isEqual(row.getBuffer("request").getBytes(), once.request())) {
                throw reused();
            }
            @Nullable Buffer answer = row.getBuffer("answer");
            if (answer != null) {
                return Optional.of(
                        KeptResponse.decode(seal.open(answer.getBytes())).with(REPLAYED, "true"));
            }
            if (waited >= PATIENCE.toMillis()) {
                throw inProgress();
            }
            vertx.timer(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS).await();
        }
    }

    private void keep(Once once, Response response) {
        Buffer answer = Buffer.buffer(seal.close(KeptResponse.encode(response)));
        database.query(KEEP, Tuple.of(once.principal(), once.key(), Buffer.buffer(once.request()), answer));
    }

    private static ProblemException reused() {
        return new ProblemException(Problem.of(
                422,
                "idempotency-key-reused",
                "The Idempotency-Key was used for something else",
                "The same key came with another body or path in the last 24 hours. Take a new key for a new request."));
    }

    private static ProblemException inProgress() {
        return new ProblemException(Problem.of(
                409,
                "idempotency-in-progress",
                "The first request of this Idempotency-Key has no answer yet",
                "It runs, or was done and its answer was lost. Ask again with the same key, or look at what it made."));
    }

    private static byte[] hash(String method, String path, Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((method + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
            request.upload().ifPresent(upload -> digest.update(upload.sha256().getBytes(StandardCharsets.US_ASCII)));
            return digest.digest(request.body().getBytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

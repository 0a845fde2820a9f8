package dev.lendersync.staff.identity;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Hashes passwords with argon2id, and compares them. A hash costs tens of milliseconds and 19 MiB on purpose, so only
/// [#AT_ONCE] are made at once, on threads of their own; [#WAITING] more wait, the rest is refused.
///
/// Blocks; for virtual threads.
public final class Passwords implements AutoCloseable {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 200;

    /// OWASP's first choice for argon2id. Each stored hash names those that it was made with.
    static final int MEMORY_KIB = 19_456;
    static final int ITERATIONS = 2;
    static final int PARALLELISM = 1;
    static final int HASH_BYTES = 32;
    static final int SALT_BYTES = 16;

    static final int AT_ONCE = 2;
    static final int WAITING = 16;

    private final SecureRandom random;
    private final String nobody;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("password-", 0).factory());

    public Passwords(SecureRandom random) {
        this.random = random;
        this.nobody = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(MEMORY_KIB, ITERATIONS, PARALLELISM, random(SALT_BYTES), random(HASH_BYTES));
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @throws BusyException when too many are being hashed
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return run(() -> Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, HASH_BYTES, Argon2.ID)
                .hash(bytes(password), salt)
                .getResult());
    }

    /// Whether the password is the one behind this hash. Without a hash the answer is no, and takes as long.
    ///
    /// @throws BusyException when too many are being hashed
    public boolean matches(String password, Optional<String> hash) {
        boolean possible = password.length() <= 2 * MAX_LENGTH;
        String stored = hash.orElse(nobody);
        byte[] bytes = bytes(possible ? password : "");
        return run(() -> Argon2Function.getInstanceFromHash(stored)
                        .check(bytes, stored.getBytes(StandardCharsets.US_ASCII)))
                && possible;
    }

    /// Keyboards differ in how they compose a letter.
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    private <T> T run(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw new BusyException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("can't hash", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}

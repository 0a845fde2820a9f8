package dev.lendersync.staff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PasswordsTest {
    private final Passwords passwords = new Passwords(new SecureRandom());

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void onlyTheSamePasswordMatches() {
        String hash = passwords.hash("Straße 1 é");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("Straße 1 é", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("Straße 1 e\u0301", Optional.of(hash)))
                .as("another keyboard")
                .isTrue();
        assertThat(passwords.matches("Straße 1 e", Optional.of(hash))).isFalse();
        assertThat(passwords.matches("", Optional.of(hash))).isFalse();
        assertThat(passwords.hash("Straße 1 é")).as("salted").isNotEqualTo(hash);
    }

    @Test
    void nobodyHasNoPassword() {
        assertThat(passwords.matches("", Optional.empty())).isFalse();
        assertThat(passwords.matches("anything", Optional.empty())).isFalse();
        assertThat(passwords.matches("x".repeat(1_000_000), Optional.of(passwords.hash(""))))
                .isFalse();
    }

    /// Those made with other parameters stay good.
    @Test
    void aHashNamesItsParameters() {
        // From the reference implementation: argon2 "somesalt", -id -t 2 -m 16 -p 1 -l 32, of "password".
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(passwords.matches("password", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("passwore", Optional.of(hash))).isFalse();
    }

    @Test
    void tooManyAtOnceAreRefused() throws InterruptedException {
        int many = Passwords.AT_ONCE + Passwords.WAITING + 50;
        ConcurrentLinkedQueue<Boolean> refused = new ConcurrentLinkedQueue<>();
        var threads = IntStream.range(0, many)
                .mapToObj(_ -> Thread.ofVirtual().unstarted(() -> {
                    try {
                        passwords.matches("guess", Optional.empty());
                        refused.add(false);
                    } catch (BusyException e) {
                        refused.add(true);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(refused).hasSize(many).contains(true);
        assertThat(refused.stream().filter(no -> !no).count())
                .isGreaterThanOrEqualTo(Passwords.AT_ONCE + Passwords.WAITING);
    }
}

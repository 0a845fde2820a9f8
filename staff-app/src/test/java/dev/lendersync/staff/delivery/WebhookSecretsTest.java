package dev.lendersync.staff.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.WebhookSecret;
import java.util.Random;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
    private static final UUID CLIENT = new UUID(1, 2);

    private final WebhookSecrets secrets = secrets(1);
    private final WebhookSecret secret = secrets.create();
    private final byte[] encrypted = secrets.encrypt(CLIENT, secret);

    private static WebhookSecrets secrets(int key) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) key;
        return new WebhookSecrets(new SecretBox(new SecretKeySpec(bytes, "AES"), new Random(key)), new Random(key));
    }

    @Test
    void decryptsWhatItEncrypted() {
        assertThat(secrets.decrypt(CLIENT, encrypted).reveal()).isEqualTo(secret.reveal());
        assertThat(new String(encrypted, US_ASCII)).doesNotContain("whsec");
    }

    @Test
    void neverUsesANonceTwice() {
        assertThat(secrets.encrypt(CLIENT, secret)).isNotEqualTo(encrypted);
        assertThat(secrets.create().reveal()).isNotEqualTo(secret.reveal());
    }

    @Test
    void anotherKeyOrAnotherClientOpensNothing() {
        assertThatThrownBy(() -> secrets(2).decrypt(CLIENT, encrypted)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> secrets.decrypt(new UUID(1, 3), encrypted))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 12, 40, -1})
    void noticesDamage(int at) {
        byte[] damaged = encrypted.clone();
        damaged[at < 0 ? damaged.length - 1 : at] ^= 1;

        assertThatThrownBy(() -> secrets.decrypt(CLIENT, damaged)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> secrets.decrypt(CLIENT, new byte[20])).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.lendersync.staff.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsKeyTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void makesAFileThatOnlyItsOwnerReadsAndKeepsIt() throws IOException {
        byte[] first = SecretsKey.find(Optional.empty(), folder, new Random(1)).getEncoded();
        byte[] second = SecretsKey.find(Optional.empty(), folder, new Random(2)).getEncoded();

        Path file = folder.resolve("secrets.key");
        assertThat(first).hasSize(32).isEqualTo(second);
        assertThat(Files.readString(file).strip()).isEqualTo(Base64.getEncoder().encodeToString(first));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void startsAnewOverAFileThatACrashLeftUnfinished() throws IOException {
        Files.writeString(folder.resolve("secrets.key.new"), "half");

        assertThat(SecretsKey.find(Optional.empty(), folder, new Random(1)).getEncoded())
                .hasSize(32);
    }

    @Test
    void takesTheKeyThatTheOperatorGives() throws IOException {
        byte[] key = new byte[32];
        key[31] = 7;

        assertThat(SecretsKey.find(Optional.of(Base64.getEncoder().encodeToString(key)), folder, new Random(1))
                        .getEncoded())
                .isEqualTo(key);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret!", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesAnythingElseWithoutRepeatingIt(String bad) {
        assertThatThrownBy(() -> SecretsKey.find(Optional.of(bad), folder, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SECRETS_KEY must be 32 bytes in base64")
                .hasNoCause();
    }

    @Test
    void namesTheFileThatIsNoKey() throws IOException {
        Path file = Files.writeString(folder.resolve("secrets.key"), "garbage");

        assertThatThrownBy(() -> SecretsKey.find(Optional.empty(), folder, new Random(1)))
                .hasMessage(file + " must be 32 bytes in base64");
    }
}

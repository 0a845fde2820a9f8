package dev.lendersync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceNameTest {
    @Test
    void isTheSameAfterARestartAndAnotherInAnotherFolder(@TempDir Path one, @TempDir Path other) {
        Random random = new Random(1);
        String name = InstanceName.in(one, random);

        assertThat(name).matches("[A-Za-z0-9._-]{1,64}").matches(".*-[0-9a-f]{8}");
        assertThat(InstanceName.in(one, random)).isEqualTo(name);
        assertThat(InstanceName.in(other, random)).isNotEqualTo(name);
    }

    @Test
    void aFileThatHoldsNoNameIsReplacedAndAFolderThatTakesNoneIsNoObstacle(@TempDir Path folder) throws Exception {
        Random random = new Random(1);
        Files.writeString(folder.resolve("instance"), "two words");
        String name = InstanceName.in(folder, random);
        assertThat(Files.readString(folder.resolve("instance"))).isEqualTo(name + "\n");

        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(InstanceName.in(file, random)).matches(".*-[0-9a-f]{8}");
    }
}

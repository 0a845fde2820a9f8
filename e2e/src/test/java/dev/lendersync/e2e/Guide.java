package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The programs in `docs/connect-a-client.md`: what readers copy is what the tests run.
final class Guide {
    private static final Path FILE = Path.of("../docs/connect-a-client.md");

    private Guide() {}

    /// The one block in this language that holds this text.
    static String block(String language, String text) throws IOException {
        List<String> blocks = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(FILE))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(text))
                .toList();
        assertThat(blocks)
                .as("blocks of %s in %s with \"%s\"", language, FILE, text)
                .hasSize(1);
        return blocks.getFirst();
    }
}

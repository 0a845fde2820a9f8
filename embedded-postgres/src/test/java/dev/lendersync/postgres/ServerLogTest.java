package dev.lendersync.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    private static final int MAX_BYTES = 20_000;

    @Test
    void keepsTheNewestLinesInTwoFilesOfLimitedSize(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("postgres.log");
        new ServerLog(file, MAX_BYTES).drain(lines(10_000));
        assertThat(Files.size(file)).isLessThanOrEqualTo(MAX_BYTES);
        assertThat(Files.size(folder.resolve("postgres.log.1"))).isLessThanOrEqualTo(MAX_BYTES);
        assertThat(file).content().endsWith("line 9999\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aLogThatCannotBeWrittenNeverStopsTheReading(@TempDir Path folder) throws Exception {
        InputStream output = lines(100);
        var log = new ServerLog(folder.resolve("missing/postgres.log"), MAX_BYTES);
        log.drain(output);
        assertThat(output.read()).isEqualTo(-1);
        assertThat(log.head()).startsWith("line 0\n").endsWith("line 99\n");
    }

    @Test
    void theComplaintIsTheCauseNotItsConsequences() {
        assertThat(Complaint.in("""
                2026-01-01 00:00:00.000 UTC [8] FATAL:  the database system is starting up
                2026-01-01 00:00:00.000 UTC [7] FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device
                2026-01-01 00:00:00.001 UTC [1] LOG:  startup process (PID 7) exited with exit code 1
                """))
                .isEqualTo("could not write to file \"pg_wal/xlogtemp.7\": No space left on device");
        assertThat(Complaint.in("sh: setsid: not found\n\n")).isEqualTo("sh: setsid: not found");
        assertThat(Complaint.in("")).isEqualTo("it said nothing");
    }

    private static InputStream lines(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("line ").append(i).append('\n');
        }
        return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}

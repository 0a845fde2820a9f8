package dev.lendersync.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What PostgreSQL writes into `postmaster.pid` about the process that runs on a data directory.
///
/// @param pid negative for one in single-user mode
/// @param ready whether it accepts connections
record PostmasterFile(long pid, boolean ready) {
    private static final int PID_LINE = 0;
    private static final int STATUS_LINE = 7;

    static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }

    /// None when no process runs there, or when it has only begun to write the file.
    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            return parse(Files.readAllLines(path(data)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.get(PID_LINE).strip().matches("-?\\d{1,18}")) {
            return Optional.empty();
        }
        boolean ready =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return Optional.of(new PostmasterFile(Long.parseLong(lines.get(PID_LINE).strip()), ready));
    }

    /// The process, when it lives and is a PostgreSQL on `data`: after a crash another program may have its number.
    Optional<ProcessHandle> process(Path data) {
        return ProcessHandle.of(Math.abs(pid)).filter(ProcessHandle::isAlive).filter(handle -> {
            var info = handle.info();
            boolean postgres = info.command()
                    .map(Path::of)
                    .filter(program -> program.endsWith("postgres"))
                    .isPresent();
            boolean here = info.commandLine()
                    .filter(line -> line.contains(" " + data + " "))
                    .isPresent();
            return postgres && here;
        });
    }
}

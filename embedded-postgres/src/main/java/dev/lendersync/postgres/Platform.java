package dev.lendersync.postgres;

import java.util.Locale;

/// An operating system and processor in the words of the binaries' archives.
record Platform(String system, String processor) {

    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /// @throws EmbeddedPostgresException when there are no binaries for it
    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
        String processor = switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> "";
        };
        if (system.isEmpty() || processor.isEmpty()) {
            throw new EmbeddedPostgresException("no embedded PostgreSQL for " + osName + " on " + osArch
                    + ": use a PostgreSQL server of your own instead");
        }
        return new Platform(system, processor);
    }

    String archive() {
        return "/postgres-" + this + ".txz";
    }

    @Override
    public String toString() {
        return system + "-" + processor;
    }
}

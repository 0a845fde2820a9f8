package dev.lendersync.run;

/// `./run` cannot go on. The message is one line for whoever typed the command.
final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int CANNOT_RUN = 1;
    private static final int BAD_SETTING = 2;

    private final int exitCode;

    private RunFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /// Something on this machine is in the way.
    static RunFailure cannotRun(String message) {
        return new RunFailure(message, CANNOT_RUN);
    }

    /// An environment variable makes no sense.
    static RunFailure badSetting(String message) {
        return new RunFailure(message, BAD_SETTING);
    }

    int exitCode() {
        return exitCode;
    }
}

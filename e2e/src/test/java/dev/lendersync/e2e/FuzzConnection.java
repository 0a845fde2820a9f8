package dev.lendersync.e2e;

import java.io.IOException;

/// Sends requests as they are, and reads their answers.
interface FuzzConnection extends AutoCloseable {
    Http.Answer answer(RawRequest request) throws IOException;

    @Override
    void close() throws IOException;

    /// Opens another.
    @FunctionalInterface
    interface Opener {
        FuzzConnection open() throws IOException;
    }
}

package dev.lendersync.protocol;

import org.jspecify.annotations.Nullable;

/// A message of a peer that does not keep to the protocol. The text says what is wrong, never what was received whole.
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }

    public MalformedMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

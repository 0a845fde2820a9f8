package dev.lendersync.staff.outbound;

import org.jspecify.annotations.Nullable;

/// There is no answer. The message says why, fit to be shown to staff.
public final class OutboundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutboundException(String message) {
        super(message);
    }

    public OutboundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

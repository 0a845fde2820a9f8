package dev.lendersync.protocol;

import java.util.regex.Pattern;

/// The paths and header names of the protocol.
public final class SyncHeaders {
    public static final String SYNC_PATH = "/api/lender-products/sync";
    public static final String LIVE_PATH = "/api/lender-products/live";
    public static final String LIVE_TICKET_PATH = "/api/lender-products/live/ticket";
    public static final String APPLIED_PATH = "/api/lender-products/sync/applied";
    public static final String WEBHOOK_PATH = "/webhooks/lender-products/update";

    /// The digest of the catalog that the answer is about; on every answer, `304` too.
    public static final String DIGEST = "Lender-Sync-Digest";
    /// How long ago PostgreSQL last confirmed the answer's position, in milliseconds.
    public static final String AGE_MILLIS = "Lender-Sync-Age-Millis";
    /// Request: the instance that asks.
    public static final String INSTANCE = "Lender-Sync-Instance";
    /// Request: a position that the answer must have reached.
    public static final String AT_LEAST = "Lender-Sync-At-Least";

    public static final String WEBHOOK_ID = "webhook-id";
    public static final String WEBHOOK_TIMESTAMP = "webhook-timestamp";
    public static final String WEBHOOK_SIGNATURE = "webhook-signature";

    private static final Pattern INSTANCE_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private SyncHeaders() {}

    /// Whether an instance may call itself so: 1 to 64 of `[A-Za-z0-9._-]`.
    public static boolean isInstance(String name) {
        return INSTANCE_NAME.matcher(name).matches();
    }
}

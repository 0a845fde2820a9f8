package dev.lendersync.staff.database;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/// A request that takes effect once, however often it is sent: the first transaction that it writes also notes its key,
/// and fails when another one noted it before. Bound to the thread of the request, see [#CURRENT].
///
/// Confined to one thread.
public final class Once {
    /// The request that runs on this thread, if it came with a key. [Database#write] asks for it, so that no operation
    /// can forget to.
    public static final ScopedValue<Once> CURRENT = ScopedValue.newInstance();

    /// A key that is older than a day is free again.
    private static final String NOTE = """
            INSERT INTO idempotent_request AS noted (principal, key, request) VALUES ($1, $2, $3)
            ON CONFLICT (principal, key) DO UPDATE
            SET request = excluded.request, created_at = now(), answer = NULL
            WHERE noted.created_at < now() - interval '24 hours'
            RETURNING 1
            """;

    private final String principal;
    private final String key;
    private final byte[] request;
    private boolean noted;

    /// @param principal who asks; two of them may use the same key
    /// @param request what is asked for, as 32 bytes that nobody can guess it from
    public Once(String principal, String key, byte[] request) {
        this.principal = principal;
        this.key = key;
        this.request = request.clone();
    }

    public String principal() {
        return principal;
    }

    public String key() {
        return key;
    }

    public byte[] request() {
        return request.clone();
    }

    /// Notes the key in a transaction, unless an earlier one of this request did. Waits for a transaction that is about
    /// to note the same.
    ///
    /// @throws AlreadyAskedException when another request noted it; the transaction must end
    void note(SqlClient transaction) {
        if (!noted
                && transaction
                                .preparedQuery(NOTE)
                                .execute(Tuple.of(principal, key, Buffer.buffer(request)))
                                .await()
                                .rowCount()
                        == 0) {
            throw new AlreadyAskedException();
        }
    }

    /// The transaction was committed.
    void committed() {
        noted = true;
    }

    /// Another request with the same key was here before.
    public static final class AlreadyAskedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadyAskedException() {
            super("another request noted this key before");
        }
    }
}

package dev.lendersync.staff;

import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// What another transaction does between the look of a request at something and its write.
final class Meanwhile {
    private Meanwhile() {}

    /// What a request is answered that came before the other transaction was committed, and had to wait for it.
    ///
    /// @param change the other transaction's SQL
    static Reply overtaken(TestDatabase database, String change, Callable<Reply> request) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            statement.execute(change);
            Future<Reply> reply = thread.submit(request);
            Await.until(() -> waitsForALock(database), "the request waits for the other transaction");
            connection.commit();
            return reply.get(20, TimeUnit.SECONDS);
        }
    }

    static boolean waitsForALock(TestDatabase database) {
        try {
            return !database.texts("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND wait_event_type = 'Lock'")
                    .isEmpty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

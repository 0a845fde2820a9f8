package dev.lendersync.replica;

import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Live;
import dev.lendersync.replica.transport.LiveListener;
import dev.lendersync.replica.transport.LiveRequest;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import dev.lendersync.replica.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Keeps every request until the test answers it. Reports are taken at once, unless held too.
final class ScriptedTransport implements Transport {
    record Sent(Request request, CompletableFuture<Response> answer) {
        void answer(Response response) {
            answer.complete(response);
        }

        void fail() {
            answer.completeExceptionally(new IOException("cut"));
        }
    }

    private final StaffAppDouble staff;
    private final List<Sent> pulls = new ArrayList<>();
    private final List<Sent> reports = new ArrayList<>();
    private boolean holdReports;
    private boolean closed;
    private boolean opensNothing;
    private int opened;

    ScriptedTransport(StaffAppDouble staff) {
        this.staff = staff;
    }

    @Override
    public CompletableFuture<Response> send(Request request) {
        Sent sent = new Sent(request, new CompletableFuture<>());
        if (request.path().equals(SyncHeaders.APPLIED_PATH)) {
            reports.add(sent);
            if (!holdReports) {
                sent.answer(staff.answer(request));
            }
        } else {
            pulls.add(sent);
        }
        return sent.answer();
    }

    void holdReports() {
        holdReports = true;
    }

    /// From now on asking for a connection throws.
    void openNothing() {
        opensNothing = true;
    }

    /// How often a connection was asked for.
    int opened() {
        return opened;
    }

    List<Sent> pulls() {
        return pulls;
    }

    List<Sent> reports() {
        return reports;
    }

    Sent lastPull() {
        return pulls.getLast();
    }

    /// The last pull is answered as the Staff App would.
    void answerLast() {
        lastPull().answer(staff.answer(lastPull().request()));
    }

    boolean closed() {
        return closed;
    }

    @Override
    public Live open(LiveRequest request, LiveListener listener) {
        opened++;
        if (opensNothing) {
            throw new IllegalStateException("no connection can be opened");
        }
        return NoFeed.refuse(listener);
    }

    @Override
    public void close() {
        closed = true;
    }
}

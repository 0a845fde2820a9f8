package dev.lendersync.staff.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Finds the addresses of a host name. Never blocks: a name server that hangs costs a pending question, not a thread.
@FunctionalInterface
public interface HostResolver {
    /// @param host a name, never a literal address
    /// @return at least one address, on any thread; fails when there is none
    Future<List<InetAddress>> resolve(String host);

    /// Asks the hosts file and the name servers that the machine is configured with, as Vert.x does for its own
    /// connections. Answers are kept for as long as the name server says.
    static HostResolver system(Vertx vertx) {
        // Only Vert.x's own resolver answers without a thread per question, and this is the only way to it.
        VertxInternal internal = (VertxInternal) vertx;
        return host -> {
            Promise<List<InetSocketAddress>> found = Promise.promise();
            internal.nameResolver().resolveAll(host, answer -> found.complete(answer.result(), answer.cause()));
            return found.future()
                    .map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
        };
    }
}

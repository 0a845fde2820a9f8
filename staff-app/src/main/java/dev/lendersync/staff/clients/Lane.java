package dev.lendersync.staff.clients;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/// Lets a limited number run at once; the others wait in a line, first come, first served. For one thread.
final class Lane {
    private final int limit;
    private final Queue<BooleanSupplier> line = new ArrayDeque<>();
    private int running;

    Lane(int limit) {
        this.limit = limit;
    }

    /// Lines up. The line is as long as its users make it: one place for each client.
    ///
    /// @param start begins what is to run; false when that is no longer wanted. What began is followed by [#leave]
    void enter(BooleanSupplier start) {
        line.add(start);
        advance();
    }

    void leave() {
        running--;
        advance();
    }

    private void advance() {
        while (running < limit && !line.isEmpty()) {
            running++;
            if (!line.remove().getAsBoolean()) {
                running--;
            }
        }
    }
}

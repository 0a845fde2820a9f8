package dev.lendersync.feed;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// A catalog source whose state the test sets.
final class FakeSource implements CatalogSource {
    volatile Optional<Served> served = Optional.empty();
    volatile Function<Position, Future<Reach>> reach =
            _ -> Future.succeededFuture(new Reach.Unknown("no such position"));
    volatile Runnable onAsked = () -> {};
    final List<Position> reached = new CopyOnWriteArrayList<>();

    private final List<Consumer<CatalogHistory>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> confirmations = new CopyOnWriteArrayList<>();

    void serve(CatalogHistory history) {
        served = Optional.of(new Served(history, OptionalLong.of(42)));
        listeners.forEach(listener -> listener.accept(history));
    }

    /// One more version: product `number` is new or changed.
    Catalog edit(long number) {
        CatalogHistory before = served.orElseThrow().history();
        long version = before.catalog().position().version() + 1;
        Catalog next = before.catalog()
                .with(Samples.at(version), List.of(Samples.product(number, version, "Edit " + version)), List.of());
        serve(before.advance(next, List.of(Samples.id(number))));
        return next;
    }

    void confirm() {
        confirmations.forEach(Runnable::run);
    }

    @Override
    public void onChange(Consumer<CatalogHistory> listener) {
        listeners.add(listener);
    }

    @Override
    public void onConfirmed(Runnable listener) {
        confirmations.add(listener);
    }

    void serve(Catalog catalog) {
        serve(CatalogHistory.startingAt(catalog));
    }

    @Override
    public Optional<Served> served() {
        onAsked.run();
        return served;
    }

    @Override
    public Future<Reach> reach(Position atLeast) {
        reached.add(atLeast);
        return reach.apply(atLeast);
    }
}

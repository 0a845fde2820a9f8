package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.catalog;
import static dev.lendersync.replica.Catalogs.delta;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Deque<Runnable> thread = new ArrayDeque<>();
    private final Notices notices = new Notices(thread::add);
    private final List<CatalogChange> heard = new ArrayList<>();

    @Test
    void p10AListenerThatLagsGetsTheRestAsOneChangeAndMissesNothing() {
        notices.subscribe(heard::add);
        int changes = Notices.MAX_CHANGES + 50;
        for (int version = 1; version <= changes; version++) {
            notices.tell(CatalogChange.by(delta(version - 1, version), catalog(version - 1), catalog(version)));
        }
        assertThat(thread).hasSize(1);
        thread.remove().run();
        assertThat(heard).hasSize(Notices.MAX_CHANGES);
        CatalogChange last = heard.getLast();
        assertThat(last.before()).contains(catalog(Notices.MAX_CHANGES - 1));
        assertThat(last.after()).isEqualTo(catalog(changes));
        assertThat(last.delta()).isEmpty();
        assertThat(last.changed()).hasSize(51);
        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i).before()).contains(heard.get(i - 1).after());
        }
    }

    @Test
    void whatDependsOnAChangeRunsAfterItAlthoughListenersThrow() {
        List<String> order = new ArrayList<>();
        notices.subscribe(_ -> {
            order.add("heard");
            throw new AssertionError("a listener's own mistake");
        });
        notices.run(() -> order.add("before"));
        notices.tell(CatalogChange.to(catalog(1), Optional.empty()));
        notices.run(() -> order.add("after"));
        thread.remove().run();
        assertThat(order).containsExactly("before", "heard", "after");
        assertThat(thread).isEmpty();
    }

    @Test
    void oneListenerRegisteredTwiceIsEndedOnce() {
        List<String> calls = new ArrayList<>();
        java.util.function.Consumer<CatalogChange> listener = _ -> calls.add("heard");
        Subscription first = notices.subscribe(listener);
        notices.subscribe(listener);
        first.close();
        first.close();
        notices.tell(CatalogChange.to(catalog(1), Optional.empty()));
        thread.remove().run();
        assertThat(calls).hasSize(1);
    }
}

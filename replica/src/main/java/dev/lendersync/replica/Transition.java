package dev.lendersync.replica;

import java.util.List;

/// What becomes of a state at an event, and what is to be done, in this order.
record Transition(State state, List<Effect> effects) {
    Transition {
        effects = List.copyOf(effects);
    }

    static Transition to(State state, Effect... effects) {
        return new Transition(state, List.of(effects));
    }
}

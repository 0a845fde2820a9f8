package dev.lendersync.replica;

/// Decides what becomes of a replica. [Machine] is the one; the simulation has others, each with a planted bug.
@FunctionalInterface
interface Core {
    Transition on(State state, Event event, Moment now);
}

package dev.lendersync.replica;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// All that a replica takes from the machine that it runs on, so that a test can be that machine.
///
/// @param nanoTime the monotonic clock
/// @param listeners one thread, for the application's code: listeners and what depends on futures
/// @param disk one thread, for writing the file
/// @param release ends the two threads
record Surroundings(
        InstantSource clock,
        LongSupplier nanoTime,
        RandomGenerator random,
        EventLoop loop,
        Executor listeners,
        Executor disk,
        Runnable release) {
    Moment now() {
        return new Moment(clock.instant(), nanoTime.getAsLong());
    }

    Surroundings with(InstantSource otherClock, RandomGenerator otherRandom) {
        return new Surroundings(otherClock, nanoTime, otherRandom, loop, listeners, disk, release);
    }
}

package dev.lendersync.protocol;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/// The seeds of property tests. `-Dseed=N` replays one.
final class Seeds {
    private Seeds() {}

    static List<Long> of(int count) {
        Long replayed = Long.getLong("seed");
        return replayed == null ? LongStream.range(0, count).boxed().toList() : List.of(replayed);
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}

package dev.lendersync.run.sample;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Chances and choices of one seed. [Random] because its sequence is specified: every JDK draws the same.
final class Dice {
    // 2026-01-05T14:00:00Z, a morning at the broker's: the time inside the first id.
    private static final long FIRST_ID_MILLIS = 1_767_621_600_000L;

    private final Random random;
    private long ids;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /// A number from `low` to `high`, both included.
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// Like [#pick], but the first ones far more often than the last.
    <T> T pickSkewed(List<T> choices) {
        double chance = random.nextDouble();
        return choices.get((int) (chance * chance * choices.size()));
    }

    /// Up to `most` different ones, in the order of `choices`.
    <T> List<T> some(List<T> choices, int most) {
        int wanted = between(0, most);
        List<Integer> indexes = IntStream.range(0, wanted)
                .map(_ -> random.nextInt(choices.size()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
        return indexes.stream().map(choices::get).toList();
    }

    /// The value, or in so many of 100 cases nothing.
    <T> @Nullable T unless(int percent, Supplier<T> value) {
        return chance(percent) ? null : value.get();
    }

    /// A decimal from `low` to `high`, both in units of the last of `scale` digits.
    BigDecimal decimal(int low, int high, int scale) {
        return BigDecimal.valueOf(between(low, high), scale);
    }

    /// The next id, shaped like a UUID of version 7; ids rise in the order of their making.
    UUID id() {
        long millis = FIRST_ID_MILLIS + ids++;
        return new UUID(
                (millis << 16) | 0x7000L | random.nextInt(1 << 12),
                0x8000_0000_0000_0000L | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL));
    }
}

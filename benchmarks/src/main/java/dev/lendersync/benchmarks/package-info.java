/// Measures the real programs against their budgets, each figure beside one of the same run that needs no product of
/// ours. Programs with a `main`: they read the clock and sleep.
@NullMarked
package dev.lendersync.benchmarks;

import org.jspecify.annotations.NullMarked;

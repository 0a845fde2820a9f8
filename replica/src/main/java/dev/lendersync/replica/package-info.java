/// The client library: a replica of the Staff App's catalog that keeps itself up to date and proves it. `Machine` and
/// the values around it are pure and decide; `Driver` does what they say; may call protocol, `transport` and `disk`.
@NullMarked
package dev.lendersync.replica;

import org.jspecify.annotations.NullMarked;

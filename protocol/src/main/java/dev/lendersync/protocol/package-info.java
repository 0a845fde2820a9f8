/// The words of the protocol as immutable values: products, positions, catalogs, deltas, digests, problems and
/// webhook signatures. Pure: no I/O, clock, randomness or thread; calls nothing but Jackson and pcollections.
@NullMarked
package dev.lendersync.protocol;

import org.jspecify.annotations.NullMarked;

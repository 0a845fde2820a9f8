/// The world that the deterministic simulation puts a replica into: virtual time, a database that remembers the truth,
/// Staff App nodes, a network and a disk, each with its faults. Calls protocol and the replica's transport only.
@NullMarked
package dev.lendersync.replica.simulation;

import org.jspecify.annotations.NullMarked;

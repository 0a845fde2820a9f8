/// A disk that forgets what was not synced when its machine dies, behind the JDK's own file system interface, so that
/// the replica's file is written by the real code. Calls the JDK only.
@NullMarked
package dev.lendersync.replica.simulation.disk;

import org.jspecify.annotations.NullMarked;

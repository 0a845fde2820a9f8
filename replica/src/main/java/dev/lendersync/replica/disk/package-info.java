/// The last good catalog in one file, so that a Client App can start while the Staff App is down.
/// Calls protocol and the JDK only.
@NullMarked
package dev.lendersync.replica.disk;

import org.jspecify.annotations.NullMarked;

/// How requests reach the Staff App: the seam, and its implementation over the JDK's HTTP client with its limits.
/// Knows nothing of catalogs; calls the JDK only.
@NullMarked
package dev.lendersync.replica.transport;

import org.jspecify.annotations.NullMarked;

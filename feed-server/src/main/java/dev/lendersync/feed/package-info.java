/// Serves any catalog source over HTTP, with bodies encoded once per version and shared by all readers. Calls nothing
/// but the protocol and Vert.x; the Staff App and the Client App call it.
@NullMarked
package dev.lendersync.feed;

import org.jspecify.annotations.NullMarked;

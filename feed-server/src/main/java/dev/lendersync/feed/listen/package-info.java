/// How an app listens: over TLS or on loopback only, and whom it believes of what a request says of its sender. Calls
/// Vert.x and protocol only.
@NullMarked
package dev.lendersync.feed.listen;

import org.jspecify.annotations.NullMarked;

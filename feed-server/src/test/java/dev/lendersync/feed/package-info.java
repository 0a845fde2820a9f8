/// Tests of the feed server, over real sockets on loopback. They call the package's own parts and the protocol.
@NullMarked
package dev.lendersync.feed;

import org.jspecify.annotations.NullMarked;

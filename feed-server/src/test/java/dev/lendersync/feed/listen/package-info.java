/// How an app listens, over real sockets.
@NullMarked
package dev.lendersync.feed.listen;

import org.jspecify.annotations.NullMarked;

/// What an app counts of itself.
@NullMarked
package dev.lendersync.feed.metrics;

import org.jspecify.annotations.NullMarked;

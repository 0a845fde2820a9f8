/// What an app counts of itself, in Prometheus' text format. No label has values that somebody outside chooses.
@NullMarked
package dev.lendersync.feed.metrics;

import org.jspecify.annotations.NullMarked;

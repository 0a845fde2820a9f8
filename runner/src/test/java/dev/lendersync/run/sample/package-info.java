/// Tests of the sample catalog. They may call everything in it.
@NullMarked
package dev.lendersync.run.sample;

import org.jspecify.annotations.NullMarked;

/// A made-up but life-like catalog, the same at each call, and the loader that puts it into a database: for `./run` and
/// for tests of every size. Calls nothing but the JDK.
@NullMarked
package dev.lendersync.run.sample;

import org.jspecify.annotations.NullMarked;

/// Small programs that stand for the Staff App and a Client App. They call nothing but the JDK.
@NullMarked
package dev.lendersync.run.fake;

import org.jspecify.annotations.NullMarked;

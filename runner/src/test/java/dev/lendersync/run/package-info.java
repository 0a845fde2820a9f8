/// Tests of the runner, from its settings to a whole run with small programs in the place of the apps.
@NullMarked
package dev.lendersync.run;

import org.jspecify.annotations.NullMarked;

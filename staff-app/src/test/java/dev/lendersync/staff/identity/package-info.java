/// Tests of who is asking.
@NullMarked
package dev.lendersync.staff.identity;

import org.jspecify.annotations.NullMarked;

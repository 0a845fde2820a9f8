/// The Staff App's main program: reads the options, builds the parts and wires them by constructor. May call every
/// package of the Staff App; none calls it.
@NullMarked
package dev.lendersync.staff;

import org.jspecify.annotations.NullMarked;

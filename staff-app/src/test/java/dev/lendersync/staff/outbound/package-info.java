/// Tests of outbound requests, against servers on loopback. May use whatever the tested package may.
@NullMarked
package dev.lendersync.staff.outbound;

import org.jspecify.annotations.NullMarked;

/// Tests of the client registry and of webhooks, against endpoints on loopback and, tagged slow, PostgreSQL. May use
/// whatever the tested package may.
@NullMarked
package dev.lendersync.staff.delivery;

import org.jspecify.annotations.NullMarked;

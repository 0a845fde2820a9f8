/// The HTTP side that all features share: the table of routes, credentials, requests, answers and problems. Calls the
/// identity and database packages; features call it.
@NullMarked
package dev.lendersync.staff.http;

import org.jspecify.annotations.NullMarked;

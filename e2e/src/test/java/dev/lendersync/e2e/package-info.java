/// The whole system as real processes on loopback: PostgreSQL, the Staff App and Client Apps, killed and restarted at
/// will and compared with what SQL says. May call the embedded PostgreSQL, the sample catalogs of the runner and the
/// protocol's types; the apps are reached over HTTP only.
@NullMarked
package dev.lendersync.e2e;

import org.jspecify.annotations.NullMarked;

/// The program behind `./run`: embedded PostgreSQL, the Staff App and the Client Apps, each a process of its own, kept
/// running until they are told to stop. It calls the apps over HTTP only, and of this project's code `protocol`,
/// `postgres` and its own sample.
@NullMarked
package dev.lendersync.run;

import org.jspecify.annotations.NullMarked;

/// Tests of the Client App: whole apps in this process, over real sockets, against a Staff App that is made up. They
/// call what the Client App calls.
@NullMarked
package dev.lendersync.client;

import org.jspecify.annotations.NullMarked;

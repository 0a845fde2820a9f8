/// The Client App: a replica of the catalog served to browsers, a webhook endpoint that brings it up to date, and
/// nothing that edits. Calls the replica library, the feed server and the protocol; nobody calls it.
@NullMarked
package dev.lendersync.client;

import org.jspecify.annotations.NullMarked;

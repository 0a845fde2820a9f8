/// HTTP requests to addresses that users typed in: bounded in time and size, and kept out of private networks. Calls
/// nothing else of the Staff App.
@NullMarked
package dev.lendersync.staff.outbound;

import org.jspecify.annotations.NullMarked;

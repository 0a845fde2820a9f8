/// PostgreSQL as the features see it: migrations at the start, reads, and writes that answer with the catalog position
/// they made. Calls nothing else of the Staff App.
@NullMarked
package dev.lendersync.staff.database;

import org.jspecify.annotations.NullMarked;

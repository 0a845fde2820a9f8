/// Test databases on real PostgreSQL.
@NullMarked
package dev.lendersync.staff.database;

import org.jspecify.annotations.NullMarked;

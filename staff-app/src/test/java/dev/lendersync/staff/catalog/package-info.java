/// The catalog's SQL, mirror and audit, tested on real PostgreSQL.
@NullMarked
package dev.lendersync.staff.catalog;

import org.jspecify.annotations.NullMarked;

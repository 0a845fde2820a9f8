/// The catalog as it is served: a mirror in memory that is fed from PostgreSQL only, and the audit that compares the
/// two. Calls the database package and the feed server.
@NullMarked
package dev.lendersync.staff.catalog;

import org.jspecify.annotations.NullMarked;

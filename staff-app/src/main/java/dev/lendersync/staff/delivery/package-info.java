/// What clients are told and what they have proven: webhooks, proofs of delivery, *Push All Products to Client*. All
/// state is in PostgreSQL, so that several nodes share the work. Calls the database and outbound packages.
@NullMarked
package dev.lendersync.staff.delivery;

import org.jspecify.annotations.NullMarked;

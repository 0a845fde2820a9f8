/// The registered Client Apps: their keys and secrets, what they report, and the webhooks that tell them where the
/// catalog is. Calls the database, delivery, http, identity and outbound packages.
@NullMarked
package dev.lendersync.staff.clients;

import org.jspecify.annotations.NullMarked;

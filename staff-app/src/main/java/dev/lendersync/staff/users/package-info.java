/// The operations on users, sessions, tokens and the audit log. Calls the identity, http and database packages.
@NullMarked
package dev.lendersync.staff.users;

import org.jspecify.annotations.NullMarked;

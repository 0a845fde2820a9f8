/// Who is asking: bearer tokens of staff and API keys of clients, hashed at rest. Calls the database package.
@NullMarked
package dev.lendersync.staff.identity;

import org.jspecify.annotations.NullMarked;

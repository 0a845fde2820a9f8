/// Who is asking, and what they may do: users with passwords, sessions and tokens, API keys of clients, all hashed at
/// rest; and the log of what they did. Calls the database package.
@NullMarked
package dev.lendersync.staff.identity;

import org.jspecify.annotations.NullMarked;

/// Who changed what, when and from where, as PostgreSQL's own triggers recorded it: plain SQL too. Read only. Calls the
/// database, http and identity packages.
@NullMarked
package dev.lendersync.staff.history;

import org.jspecify.annotations.NullMarked;

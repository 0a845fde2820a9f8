/// Brings an older one-table catalog in: maps its columns, reads its free text strictly and plans what would happen,
/// without I/O. Calls `products`, `lenders` and `reference`.
@NullMarked
package dev.lendersync.staff.legacy;

import org.jspecify.annotations.NullMarked;

/// Brings an older one-table catalog in: maps its columns, reads its free text strictly and plans what would happen,
/// all without I/O but for `LegacySource` and `LegacyImport`. Calls `products`, `lenders`, `reference` and `database`.
@NullMarked
package dev.lendersync.staff.legacy;

import org.jspecify.annotations.NullMarked;

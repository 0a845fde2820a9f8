/// Lender products out of files and into files: upload, mapping, dry run, commit of all or nothing, report; export of
/// what imports again as unchanged. Calls `sheets`, `products`, `lenders`, `reference`, `catalog`, `database`, `http`.
@NullMarked
package dev.lendersync.staff.imports;

import org.jspecify.annotations.NullMarked;

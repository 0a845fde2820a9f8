/// Tables of text out of CSV and XLSX files, and what their cells say of a lender product. Reads strictly and without
/// I/O but for the files; calls `products` and `reference`.
@NullMarked
package dev.lendersync.staff.sheets;

import org.jspecify.annotations.NullMarked;

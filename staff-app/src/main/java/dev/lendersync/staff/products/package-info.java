/// Lender products: the rules (what makes two the same, what a body may say, what is wrong with one that breaks them),
/// which are pure and call the protocol and `reference` only; and above them the SQL and the operations of the API.
/// Those alone (`…Routes`, `…Store`, `…Edits`, `…Filter`) call the database, catalog, history and http packages, and
/// `identity` for who is asking.
@NullMarked
package dev.lendersync.staff.products;

import org.jspecify.annotations.NullMarked;

/// Lenders: the rules, which are pure and call the protocol, `reference` and the body reading of `products` only; and
/// above them the SQL and the operations of the API. Those alone call the database, catalog and http packages, and
/// `identity` for who is asking.
@NullMarked
package dev.lendersync.staff.lenders;

import org.jspecify.annotations.NullMarked;

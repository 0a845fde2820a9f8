/// The rules of a lender. Pure; calls the protocol, `reference` and the body reading of `products` only.
@NullMarked
package dev.lendersync.staff.lenders;

import org.jspecify.annotations.NullMarked;

/// The rules of a lender product: what makes two the same, what a body may say, and what is wrong with one that breaks
/// the rules. Pure; calls the protocol and `reference` only.
@NullMarked
package dev.lendersync.staff.products;

import org.jspecify.annotations.NullMarked;

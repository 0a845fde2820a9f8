/// The code lists of lender products: each code with its label and the words under which older systems know it, in one
/// place. Pure; calls nothing but the protocol's JSON and is called by every other package of the Staff App.
@NullMarked
package dev.lendersync.staff.reference;

import org.jspecify.annotations.NullMarked;

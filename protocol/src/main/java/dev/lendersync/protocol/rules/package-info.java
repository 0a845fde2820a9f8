/// What an applicant may have, needs and pays: pure functions of products. The npm package has the same, and both pass
/// the tables in `src/test/resources/rules`. Calls nothing but the protocol's values.
@NullMarked
package dev.lendersync.protocol.rules;

import org.jspecify.annotations.NullMarked;

/// Runs a real, durable PostgreSQL on loopback, out of binaries on the class path or out of an installed version, with
/// its data kept in one home folder. Knows nothing of lender products; calls the JDK, commons-compress and slf4j only.
@NullMarked
package dev.lendersync.postgres;

import org.jspecify.annotations.NullMarked;

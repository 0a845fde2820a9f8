/// Starts real servers, kills them, and looks at what is left. Calls the package under test and JDBC.
@NullMarked
package dev.lendersync.postgres;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.lendersync.staff.http;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.lendersync.protocol.rules;

import org.jspecify.annotations.NullMarked;

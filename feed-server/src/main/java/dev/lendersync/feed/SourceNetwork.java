package dev.lendersync.feed;

import java.util.Arrays;

/// Whom an address stands for when something is limited per address.
public final class SourceNetwork {
    private static final int GROUPS = 8;

    private SourceNetwork() {}

    /// Of IPv6 the /64, since whoever has one address has all of those.
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] groups = address.split(":", -1);
        // In other spellings than the full one, `::1` say, the first groups may be the whole address.
        return groups.length == GROUPS ? String.join(":", Arrays.copyOf(groups, GROUPS / 2)) : address;
    }
}

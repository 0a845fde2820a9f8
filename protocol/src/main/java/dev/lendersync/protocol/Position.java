package dev.lendersync.protocol;

/// A place in the history of the catalog, written `epoch:version`, e.g. `k3v9q2xw7b:124`. It is the ETag, the `since`
/// cursor and the position of webhooks and of the live feed.
///
/// @param version 0 to 2^53−1, the integers that every JSON reader holds exactly
public record Position(Epoch epoch, long version) {
    /// The largest version, and the largest integer anywhere in the protocol.
    public static final long MAX_INTEGER = (1L << 53) - 1;

    public Position {
        if (version < 0 || version > MAX_INTEGER) {
            throw new IllegalArgumentException("version must be 0 to 2^53-1, was " + version);
        }
    }

    /// Reads `epoch:version`.
    ///
    /// @throws IllegalArgumentException when the text is not of that form, saying why
    public static Position parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a position is epoch:version");
        }
        return new Position(new Epoch(text.substring(0, colon)), parseVersion(text.substring(colon + 1)));
    }

    private static long parseVersion(String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 16 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!plain || (digits.length() > 1 && digits.charAt(0) == '0')) {
            throw new IllegalArgumentException("the version of a position is a whole number without leading zeros");
        }
        return Long.parseLong(digits);
    }

    public boolean sameEpoch(Position other) {
        return epoch.equals(other.epoch);
    }

    /// The position `version` of the same epoch.
    public Position at(long otherVersion) {
        return new Position(epoch, otherVersion);
    }

    /// The same epoch, and at least as far.
    public boolean hasReached(Position other) {
        return sameEpoch(other) && version >= other.version;
    }

    @Override
    public String toString() {
        return epoch + ":" + version;
    }
}

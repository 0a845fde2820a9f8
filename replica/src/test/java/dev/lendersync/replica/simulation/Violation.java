package dev.lendersync.replica.simulation;

/// An invariant of SPEC.md does not hold.
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    private final String invariant;

    /// @param invariant its number, such as `P5`
    public Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    /// The same, with all that helps to understand it.
    public Violation in(String circumstances) {
        Violation explained = new Violation(invariant, getMessage() + "\n" + circumstances);
        explained.setStackTrace(getStackTrace());
        return explained;
    }

    public String invariant() {
        return invariant;
    }

    public static void unless(boolean holds, String invariant, String what) {
        if (!holds) {
            throw new Violation(invariant, what);
        }
    }
}

package dev.lendersync.staff.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Tickets that open one connection of the live feed each, for those who can't set headers on a WebSocket. Kept in
/// memory; a ticket is of no use once it was used or 30 s old. Thread-safe.
public final class LiveTickets {
    public static final Duration GOOD_FOR = Duration.ofSeconds(30);
    /// Unused ones of all, and of one client or user, so that nobody takes all of them.
    static final int MAX_TICKETS = 10_000;

    static final int MAX_OF_ONE = 1_000;

    private static final int BYTES = 32;

    private record Ticket(Principal principal, long nanos) {}

    private final LongSupplier nanos;
    private final SecureRandom random;
    /// Oldest first.
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();

    private final Map<String, Integer> perPrincipal = new HashMap<>();

    public LiveTickets(LongSupplier nanos, SecureRandom random) {
        this.nanos = nanos;
        this.random = random;
    }

    /// A new ticket: 43 characters. Nothing when there are too many that nobody uses.
    public synchronized Optional<String> issue(Principal principal) {
        forgetOld();
        if (tickets.size() >= MAX_TICKETS || perPrincipal.getOrDefault(principal.key(), 0) >= MAX_OF_ONE) {
            return Optional.empty();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tickets.put(ticket, new Ticket(principal, nanos.getAsLong()));
        perPrincipal.merge(principal.key(), 1, Integer::sum);
        return Optional.of(ticket);
    }

    /// Whose ticket this is. Another call with the same ticket finds nothing.
    public synchronized Optional<Principal> redeem(String ticket) {
        forgetOld();
        @Nullable Ticket found = tickets.remove(ticket);
        if (found == null) {
            return Optional.empty();
        }
        discount(found);
        return Optional.of(found.principal());
    }

    private void forgetOld() {
        long now = nanos.getAsLong();
        Iterator<Ticket> oldest = tickets.values().iterator();
        while (oldest.hasNext()) {
            Ticket ticket = oldest.next();
            if (now - ticket.nanos() < GOOD_FOR.toNanos()) {
                return;
            }
            oldest.remove();
            discount(ticket);
        }
    }

    private void discount(Ticket ticket) {
        perPrincipal.computeIfPresent(ticket.principal().key(), (_, count) -> count == 1 ? null : count - 1);
    }
}

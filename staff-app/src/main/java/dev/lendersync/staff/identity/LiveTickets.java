package dev.lendersync.staff.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Tickets that open one connection of the live feed each, for those who can't set headers on a WebSocket. Kept in
/// memory, at most [#MAX_TICKETS]; a ticket is of no use once it was used or 30 s old.
public final class LiveTickets {
    public static final Duration GOOD_FOR = Duration.ofSeconds(30);
    static final int MAX_TICKETS = 10_000;

    private static final int BYTES = 32;

    private final SecureRandom random;
    private final Cache<String, Principal> tickets;

    public LiveTickets(LongSupplier nanos, SecureRandom random) {
        this.random = random;
        this.tickets = Caffeine.newBuilder()
                .maximumSize(MAX_TICKETS)
                .expireAfterWrite(GOOD_FOR)
                .ticker(nanos::getAsLong)
                .build();
    }

    /// A new ticket: 43 characters.
    public String issue(Principal principal) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tickets.put(ticket, principal);
        return ticket;
    }

    /// Whose ticket this is. Another call with the same ticket finds nothing.
    public Optional<Principal> redeem(String ticket) {
        return Optional.ofNullable(tickets.asMap().remove(ticket));
    }
}

package dev.lendersync.staff.http;

import dev.lendersync.protocol.Problem;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which part of a list is asked for: `?page=1&pageSize=50`.
///
/// @param number from 1
/// @param size 1 to 500
public record Page(int number, int size) {
    public static final int MAX_SIZE = 500;
    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_NUMBER = 1_000_000;
    private static final Set<String> OWN = Set.of("page", "pageSize");

    /// @param others what the operation takes besides
    /// @throws ProblemException 400 naming the parameter
    public static Page of(MultiMap query, Set<String> others) {
        Set<String> known = new HashSet<>(others);
        known.addAll(OWN);
        Parameters.refuseOthers(query, known);
        return new Page(integer(query, "page", 1, MAX_NUMBER), integer(query, "pageSize", DEFAULT_SIZE, MAX_SIZE));
    }

    private static int integer(MultiMap query, String name, int otherwise, int max) {
        List<String> values = query.getAll(name);
        if (values.isEmpty()) {
            return otherwise;
        }
        String text = values.getFirst();
        boolean digits =
                values.size() == 1 && text.length() <= 7 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = digits && !text.isEmpty() ? Integer.parseInt(text) : 0;
        if (value < 1 || value > max) {
            throw new ProblemException(Problem.invalidParameter(name, "must be a whole number from 1 to " + max));
        }
        return value;
    }

    /// How many rows come before this page.
    public long offset() {
        return (long) (number - 1) * size;
    }

    /// `{"items","total","page","pageSize"}`.
    public Response response(Slice<?> slice) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", slice.items());
        body.put("total", slice.total());
        body.put("page", number);
        body.put("pageSize", size);
        return Response.json(200, body);
    }

    /// What a page holds, and how many there are on all pages.
    public record Slice<T>(List<T> items, long total) {}
}

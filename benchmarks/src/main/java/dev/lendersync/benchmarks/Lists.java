package dev.lendersync.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long one page of 10,000 lender products takes, with its total: from the sending of the request to the last byte
/// of the answer, one request at a time. The first line is the same way without any list.
final class Lists {
    private static final int PRODUCTS = 10_000;
    private static final int WARM_UP = 30;
    private static final int CALLS = 200;
    private static final String LIST = "/api/lender-products";

    // Texts as long as DOMAIN's: most short, one in twenty of 3,000 letters.
    private static final String MORE = """
            INSERT INTO lender_products (lender_id, name, category, country, amount_min, amount_max, rate_kind, rate_min,
                rate_max, description, internal_notes, status)
            SELECT (array(SELECT id FROM lenders ORDER BY name))[1 + i %% 50],
                (array['Flex Line', 'Term Loan', 'Crédit Élan', 'Bridge Advance'])[1 + i %% 4] || ' ' || i,
                (array['TERM_LOAN', 'LINE_OF_CREDIT', 'INVOICE_FACTORING'])[1 + i %% 3],
                (array['CA', 'US'])[1 + i %% 2], 1000 + i, 500000, 'APR', 5 + i %% 7, 20,
                repeat('What it is for, number ' || i || '. ', CASE i %% 20 WHEN 0 THEN 100 ELSE 5 END),
                'Ask ' || (array['Ana', 'Ben', 'Chloe'])[1 + i %% 3] || ' first.',
                (array['DRAFT', 'PUBLISHED', 'PUBLISHED', 'ARCHIVED'])[1 + i %% 4]
            FROM generate_series(1, %d) i
            """.formatted(PRODUCTS - CatalogDatabase.PRODUCTS);

    private static final List<String> PATHS = List.of(
            "/healthz",
            LIST,
            LIST + "?pageSize=500",
            LIST + "?page=150&sort=-updatedAt",
            LIST + "?status=PUBLISHED&country=CA&sort=lenderName",
            LIST + "?category=LINE_OF_CREDIT&category=INVOICE_FACTORING&sort=-amountMax",
            LIST + "?search=flex",
            LIST + "?search=ask%20chloe&sort=rateMin",
            LIST + "?search=nothing%20has%20these%20words",
            LIST + "?search=credit&status=DRAFT&pageSize=500",
            "/api/lenders?search=lender&sort=-products",
            "/api/history?pageSize=50");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StaffSystem staff;

    private Lists(StaffSystem staff) {
        this.staff = staff;
    }

    static void run(Path staffJar) throws Exception {
        try (StaffSystem staff = StaffSystem.start(staffJar, List.of("-Xmx512m"), Map.of())) {
            load(staff);
            Lists lists = new Lists(staff);
            for (String path : PATHS) {
                System.out.printf(Locale.ROOT, "  %-75s %s%n", path, lists.measure(path));
            }
        }
    }

    private static void load(StaffSystem staff) throws SQLException {
        try (Connection connection = staff.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(MORE);
            statement.execute("VACUUM ANALYZE");
        }
    }

    private Percentiles measure(String path) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            get(path);
        }
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            nanos[i] = get(path);
        }
        return Percentiles.ofNanos(nanos);
    }

    private long get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(staff.url().resolve(path))
                .header("Authorization", "Bearer " + staff.token())
                .build();
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        long nanos = System.nanoTime() - begun;
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return nanos;
    }
}

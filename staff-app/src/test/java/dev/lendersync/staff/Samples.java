package dev.lendersync.staff;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A sample of every operation of the Staff App, each with rows of its own. An operation without one fails the
/// conformance test.
final class Samples {
    /// Makes what the sample needs, and the sample.
    interface Maker {
        Sample make() throws Exception;
    }

    private final Map<String, Maker> makers = new TreeMap<>();

    Samples(RunningStaff staff) {
        SampleRows rows = new SampleRows(staff);
        CatalogSamples.addTo(makers, rows);
        ClientSamples.addTo(makers, rows);
        AccountSamples.addTo(makers, rows);
        ImportSamples.addTo(makers, rows);
        operation();
        catalog();
    }

    Set<String> operations() {
        return makers.keySet();
    }

    Sample of(String operation) throws Exception {
        Maker maker = makers.get(operation);
        assertThat(maker).as("a sample of %s", operation).isNotNull();
        return requireNonNull(maker).make();
    }

    private void operation() {
        for (String path : new String[] {"/healthz", "/readyz", "/metrics", "/openapi.yaml"}) {
            makers.put("GET " + path, () -> Sample.of(path));
        }
    }

    private void catalog() {
        makers.put(
                "POST /api/lender-products/sync/applied",
                () -> Sample.of("/api/lender-products/sync/applied")
                        .body("{\"position\":\"abc:1\",\"digest\":\"" + "0".repeat(64) + "\"}"));
        makers.put("POST /api/lender-products/live/ticket", () -> Sample.of("/api/lender-products/live/ticket"));
    }
}

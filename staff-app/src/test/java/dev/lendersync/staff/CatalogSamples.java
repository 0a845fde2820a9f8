package dev.lendersync.staff;

import dev.lendersync.staff.RunningStaff.Reply;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A sample of every operation of lenders, lender products and their history.
final class CatalogSamples {
    private static final String LENDERS = "/api/lenders";
    private static final String PRODUCTS = "/api/lender-products";

    private final SampleRows rows;
    private final Map<String, Samples.Maker> makers;

    private CatalogSamples(SampleRows rows, Map<String, Samples.Maker> makers) {
        this.rows = rows;
        this.makers = makers;
    }

    static void addTo(Map<String, Samples.Maker> makers, SampleRows rows) {
        new CatalogSamples(rows, makers).add();
    }

    private void add() {
        lenders();
        products();
        manyProducts();
        history();
    }

    private void lenders() {
        makers.put("GET " + LENDERS, () -> Sample.of(LENDERS));
        makers.put(
                "POST " + LENDERS,
                () -> Sample.of(LENDERS)
                        .body(rows.lenderBody())
                        .or(
                                409,
                                Sample.of(LENDERS)
                                        .body("{\"name\":\"" + rows.lender().text("name") + "\"}")));
        makers.put(
                "POST " + LENDERS + "/check",
                () -> Sample.of(LENDERS + "/check")
                        .body("{\"name\":\"Some Bank\"}")
                        .ignoring("name"));
        makers.put("GET " + LENDERS + "/{id}", () -> Sample.of(SampleRows.one(LENDERS, rows.lender())));
        makers.put("PUT " + LENDERS + "/{id}", () -> {
            Reply lender = rows.lender();
            Sample put = Sample.of(SampleRows.one(LENDERS, lender))
                    .body(rows.lenderBody())
                    .ifMatch(lender.revision());
            Reply other = rows.lender();
            Sample taken = Sample.of(SampleRows.one(LENDERS, other)).ifMatch(other.revision());
            return put.or(409, taken.body("{\"name\":\"" + rows.lender().text("name") + "\"}"));
        });
        makers.put("DELETE " + LENDERS + "/{id}", () -> {
            Reply lender = rows.lender();
            Reply product = rows.product();
            return Sample.of(SampleRows.one(LENDERS, lender))
                    .ifMatch(lender.revision())
                    .or(409, Sample.of(LENDERS + "/" + product.text("lenderId")));
        });
        for (String step : new String[] {"archive", "restore"}) {
            makers.put("POST " + LENDERS + "/{id}/" + step, () -> {
                Reply lender = rows.lender();
                return Sample.of(SampleRows.one(LENDERS, lender) + "/" + step).ifMatch(lender.revision());
            });
        }
        makers.put(
                "GET " + LENDERS + "/{id}/history",
                () -> Sample.of(SampleRows.one(LENDERS, rows.lender()) + "/history"));
    }

    private void products() {
        makers.put("GET " + PRODUCTS, () -> Sample.of(PRODUCTS));
        makers.put(
                "POST " + PRODUCTS,
                () -> Sample.of(PRODUCTS)
                        .body(rows.productBody())
                        .or(409, Sample.of(PRODUCTS).body(SampleRows.sameAs(rows.product()))));
        makers.put("GET " + PRODUCTS + "/{id}", () -> Sample.of(SampleRows.one(PRODUCTS, rows.product())));
        makers.put("PUT " + PRODUCTS + "/{id}", () -> {
            Reply product = rows.product();
            Sample put = Sample.of(SampleRows.one(PRODUCTS, product))
                    .body(rows.productBody())
                    .ifMatch(product.revision());
            Reply other = rows.product();
            Sample taken = Sample.of(SampleRows.one(PRODUCTS, other)).ifMatch(other.revision());
            return put.or(409, taken.body(SampleRows.sameAs(rows.product())));
        });
        makers.put("DELETE " + PRODUCTS + "/{id}", () -> {
            Reply product = rows.product();
            return Sample.of(SampleRows.one(PRODUCTS, product)).ifMatch(product.revision());
        });
        makers.put("POST " + PRODUCTS + "/{id}/publish", () -> {
            Reply product = rows.product();
            Reply archived = rows.step(rows.product(), "archive");
            return Sample.of(SampleRows.one(PRODUCTS, product) + "/publish")
                    .ifMatch(product.revision())
                    .or(409, Sample.of(SampleRows.one(PRODUCTS, archived) + "/publish"));
        });
        makers.put("POST " + PRODUCTS + "/{id}/archive", () -> {
            Reply product = rows.product();
            return Sample.of(SampleRows.one(PRODUCTS, product) + "/archive").ifMatch(product.revision());
        });
        makers.put("POST " + PRODUCTS + "/{id}/restore", () -> {
            Reply archived = rows.step(rows.product(), "archive");
            Reply replaced = rows.step(rows.product(), "archive");
            rows.staff().call("POST", PRODUCTS, SampleRows.sameAs(replaced));
            return Sample.of(SampleRows.one(PRODUCTS, archived) + "/restore")
                    .ifMatch(archived.revision())
                    .or(409, Sample.of(SampleRows.one(PRODUCTS, replaced) + "/restore"));
        });
        makers.put("POST " + PRODUCTS + "/{id}/duplicate", () -> {
            String path = SampleRows.one(PRODUCTS, rows.product()) + "/duplicate";
            return Sample.of(path)
                    .body("{\"amountMin\":\"500\"}")
                    .or(409, Sample.of(path).body("{}"));
        });
    }

    private void manyProducts() {
        makers.put(
                "POST " + PRODUCTS + "/check",
                () -> Sample.of(PRODUCTS + "/check")
                        .body(rows.productBody())
                        .ignoring(rows.productBody().propertyNames().toArray(String[]::new)));
        makers.put("POST " + PRODUCTS + "/bulk", () -> {
            Reply archived = rows.step(rows.product(), "archive");
            return Sample.of(PRODUCTS + "/bulk")
                    .body(bulk("publish", rows.product().text("id")))
                    .or(409, Sample.of(PRODUCTS + "/bulk").body(bulk("publish", archived.text("id"))));
        });
        makers.put("GET /api/reference-data", () -> {
            Sample read = Sample.of("/api/reference-data");
            String etag = rows.staff().call("GET", read.path()).etag().orElseThrow();
            return read.or(304, read.header("If-None-Match", etag));
        });
        makers.put("POST " + PRODUCTS + "/push", () -> Sample.of(PRODUCTS + "/push"));
    }

    private void history() {
        makers.put(
                "GET " + PRODUCTS + "/{id}/history",
                () -> Sample.of(SampleRows.one(PRODUCTS, rows.product()) + "/history"));
        makers.put("GET /api/history", () -> Sample.of("/api/history"));
        makers.put("GET /api/history/{entry}", () -> Sample.of("/api/history/" + rows.entry(rows.product())));
        makers.put("POST " + PRODUCTS + "/{id}/history/{entry}/restore", () -> {
            Reply product = rows.product();
            String path = SampleRows.one(PRODUCTS, product) + "/history/" + rows.entry(product) + "/restore";
            Reply taken = rows.product();
            String first = SampleRows.one(PRODUCTS, taken) + "/history/" + rows.entry(taken) + "/restore";
            ObjectNode same = SampleRows.sameAs(taken);
            rows.staff().call("PUT", SampleRows.one(PRODUCTS, taken), rows.productBody(), "If-Match", taken.revision());
            rows.staff().call("POST", PRODUCTS, same);
            return Sample.of(path)
                    .ifMatch(product.revision())
                    .or(409, Sample.of(first))
                    .or(422, Sample.of(withoutLender()));
        });
    }

    /// A state whose lender is gone by now.
    private String withoutLender() throws Exception {
        Reply product = rows.product();
        String path = SampleRows.one(PRODUCTS, product) + "/history/" + rows.entry(product) + "/restore";
        rows.staff().call("PUT", SampleRows.one(PRODUCTS, product), rows.productBody(), "If-Match", product.revision());
        rows.staff().call("DELETE", LENDERS + "/" + product.text("lenderId"));
        return path;
    }

    private static String bulk(String action, String id) {
        return "{\"action\":\"" + action + "\",\"products\":[{\"id\":\"" + id + "\"}]}";
    }
}

package dev.lendersync.client;

import dev.lendersync.feed.CatalogSource;
import dev.lendersync.feed.Problems;
import dev.lendersync.feed.Served;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.ProductDetails;
import dev.lendersync.protocol.rules.Eligibility;
import dev.lendersync.protocol.rules.Enquiry;
import dev.lendersync.protocol.rules.Relaxation;
import dev.lendersync.protocol.rules.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /api/lender-products`: the products that are for an applicant, or may be. `200`; `400` naming a parameter that
/// cannot be understood; `503` without a catalog, or when too many ask at once.
///
/// Threads: products are read and judged on worker threads, at most [#MAX_AT_ONCE] requests at once.
final class ProductList {
    static final int MAX_AT_ONCE = 64;
    /// Bytes of lists that are on their way: whoever reads none of his would fill the memory with them.
    static final long MAX_UNSENT = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ProductList.class);

    private final CatalogSource source;
    private final Vertx vertx;
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);
    private final AtomicLong unsent = new AtomicLong();
    // Written by workers, read by any: of two at once the later one stays, which is as good.
    private volatile @Nullable Ordered last;

    /// A catalog's products, read and in order once for all requests.
    private record Ordered(Catalog catalog, List<Entry> entries) {
        static Ordered of(Catalog catalog) {
            return new Ordered(
                    catalog,
                    catalog.products().stream()
                            .map(product -> new Entry(product, product.details()))
                            .toList());
        }

        boolean isOf(Catalog other) {
            return catalog.position().equals(other.position())
                    && catalog.digest().equals(other.digest());
        }
    }

    private record Entry(LenderProduct product, ProductDetails details) {}

    ProductList(CatalogSource source, Vertx vertx) {
        this.source = source;
        this.vertx = vertx;
    }

    void handle(HttpServerRequest request) {
        Optional<Served> served = source.served();
        switch (ProductQuery.of(request)) {
            case ProductQuery.Invalid(var problem) -> Problems.send(request.response(), problem);
            case ProductQuery.Asked _
            when served.isEmpty() ->
                Problems.sendRetryable(
                        request.response(), "no-catalog", "There is no catalog yet", "This node never had a catalog");
            case ProductQuery.Asked(Enquiry enquiry) ->
                answer(request, served.get().history().catalog(), enquiry);
        }
    }

    private void answer(HttpServerRequest request, Catalog catalog, Enquiry enquiry) {
        if (unsent.get() > MAX_UNSENT || !room.tryAcquire()) {
            Problems.sendRetryable(request.response(), "busy", "Too many requests", "Too many requests come at once");
            return;
        }
        vertx.executeBlocking(() -> body(ordered(catalog), enquiry), false)
                .onComplete(_ -> room.release())
                .onSuccess(body -> {
                    unsent.addAndGet(body.length());
                    Replies.send(request.response(), 200, "application/json", body)
                            .onComplete(_ -> unsent.addAndGet(-body.length()));
                })
                .onFailure(failure -> {
                    LOG.error("event=list-failed", failure);
                    Problems.send(
                            request.response(),
                            Problem.of(500, "internal", "Our fault", "The products could not be listed"));
                });
    }

    private Ordered ordered(Catalog catalog) {
        Ordered known = last;
        if (known == null || !known.isOf(catalog)) {
            known = Ordered.of(catalog);
            last = known;
        }
        return known;
    }

    private static Buffer body(Ordered ordered, Enquiry enquiry) {
        Buffer products = Buffer.buffer();
        List<String> askUs = new ArrayList<>();
        int total = 0;
        for (Entry entry : ordered.entries()) {
            Eligibility judged = Eligibility.of(entry.details(), enquiry);
            if (judged.matches()) {
                products.appendString(total++ == 0 ? "" : ",")
                        .appendBytes(entry.product().canonical());
            }
            if (judged.verdict() == Verdict.ASK_US) {
                askUs.add(entry.details().id());
            }
        }
        return Buffer.buffer(
                        "{\"success\":true,\"position\":\"" + ordered.catalog().position() + "\",\"total\":" + total)
                .appendString(",\"askUs\":")
                .appendBytes(Json.write(askUs))
                .appendString(",\"relaxations\":")
                .appendBytes(Json.write(total == 0 ? relaxations(ordered, enquiry) : List.of()))
                .appendString(",\"products\":[")
                .appendBuffer(products)
                .appendString("]}");
    }

    private static List<Map<String, Object>> relaxations(Ordered ordered, Enquiry enquiry) {
        List<ProductDetails> all =
                ordered.entries().stream().map(Entry::details).toList();
        return Relaxation.of(all, enquiry).stream()
                .map(one -> Map.<String, Object>of("filter", one.filter().word(), "matches", one.matches()))
                .toList();
    }
}

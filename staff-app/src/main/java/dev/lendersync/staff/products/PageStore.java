package dev.lendersync.staff.products;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.http.Page;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// One page of a list, and how many there are in all, by one statement. Blocks.
public final class PageStore {
    private PageStore() {}

    /// @param sql answers a `total` with every row, and as `item` the JSON of one that is on the page; one row without
    ///     an item when none is
    public static Page.Slice<ObjectNode> read(SqlClient client, String sql, List<Object> parameters) {
        List<ObjectNode> items = new ArrayList<>();
        long total = 0;
        for (Row row : client.preparedQuery(sql).execute(Tuple.from(parameters)).await()) {
            total = row.getLong("total");
            String item = row.getString("item");
            if (item != null) {
                items.add((ObjectNode) Json.read(item));
            }
        }
        return new Page.Slice<>(items, total);
    }
}

package dev.lendersync.run.sample;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of one row, bound from left to right.
final class Row {
    private final PreparedStatement statement;
    private int bound;

    Row(PreparedStatement statement) {
        this.statement = statement;
    }

    Row add(@Nullable Object value) throws SQLException {
        statement.setObject(++bound, value);
        return this;
    }

    Row addTexts(List<String> texts) throws SQLException {
        statement.setArray(++bound, statement.getConnection().createArrayOf("text", texts.toArray()));
        return this;
    }
}

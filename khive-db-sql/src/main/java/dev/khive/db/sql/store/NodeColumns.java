package dev.khive.db.sql.store;

import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.query.value.JsonValues;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/** What the rows of entities, notes and edges have in common. */
final class NodeColumns {
    /** The record type of entities. */
    static final int ENTITY = 0;

    /** The record type of notes. */
    static final int NOTE = 1;

    static final int WIDTH = 9;

    static final String FROM = """
            FROM node r
            JOIN label_set s ON s.label_set_id = r.label_set_id""";

    private NodeColumns() {}

    static String select(JsonDialect json) {
        return "r.uuid, r.scope_id, s.labels, " + json.text("r.properties")
                + ", r.revision, r.created_at, r.updated_at, r.deleted_at, r.expires_at";
    }

    static String namespace(Map<Long, String> namespaces, ResultRow row) throws SQLException {
        return Objects.requireNonNull(namespaces.get(row.integer(2)));
    }

    /** The properties in a column of JSON text; NULL is none. They hold no nulls, which are left out when they are written. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> properties(ResultRow row, int column) throws SQLException {
        String json = row.textOrNull(column);
        return json == null || json.equals("{}")
                ? Map.of()
                : Collections.unmodifiableMap((Map<String, Object>) (Map<String, ?>) JsonValues.read(json));
    }
}

package dev.khive.db.sqlite;

import dev.khive.api.PropertyIndex;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.PropertyPath;
import dev.khive.db.sql.scope.KnownFacts;
import dev.khive.db.sql.session.Session;
import dev.khive.query.value.JsonValues;
import java.util.List;
import java.util.Optional;

/**
 * Indexes on properties: expression indexes that skip the rows without the property. What should exist is a row of {@code
 * property_index}; the index is named by the row's number, so that a key of any length and spelling can have one. Plans
 * rest on what is declared, so that every scope has a new state with it.
 */
final class PropertyIndexes {
    private PropertyIndexes() {}

    /** A declared index. */
    record Declared(long id, PropertyIndex index) {
        /** The name of the index in the database. */
        String name() {
            return "property_" + id;
        }

        /** The statement that makes it. */
        String definition() {
            String property = "json_extract(properties, '" + jsonPath(index).replace("'", "''") + "')";
            return "CREATE INDEX " + name() + " ON " + table(index) + " (scope_id, " + property + ")\nWHERE " + property
                    + " IS NOT NULL";
        }
    }

    /** The declared indexes, in the order in which they were made. */
    static List<Declared> all(Session session) {
        return session.query(
                "SELECT property_index_id, target, path FROM property_index ORDER BY property_index_id",
                List.of(),
                row -> new Declared(row.integer(1), new PropertyIndex(target(row.text(2)), path(row.text(3)))));
    }

    private static PropertyPath path(String json) {
        Object keys = JsonValues.readValue(json);
        if (keys instanceof List<?> list) {
            return new PropertyPath(list.stream().map(String.class::cast).toList());
        }
        throw new IllegalStateException("The path of a property index is no list: " + json);
    }

    /**
     * Declares and builds an index where there is none.
     *
     * @throws InvalidInputException when a key cannot be part of a JSON path
     */
    static void create(Session session, PropertyIndex index) {
        for (String key : index.path().keys()) {
            if (!SqliteJson.fitsPath(key)) {
                throw new InvalidInputException("SQLite cannot index a property whose key holds a quotation mark, a"
                        + " backslash or a control character (" + index.path().keys() + ").");
            }
        }
        if (find(session, index).isEmpty()) {
            session.update("INSERT INTO property_index (target, path) VALUES (?, ?)", table(index), key(index));
            session.execute(find(session, index).orElseThrow().definition());
            session.execute(KnownFacts.renewal());
        }
    }

    /** Drops an index where there is one. */
    static void drop(Session session, PropertyIndex index) {
        find(session, index).ifPresent(declared -> {
            session.execute("DROP INDEX IF EXISTS " + declared.name());
            session.update("DELETE FROM property_index WHERE property_index_id = ?", declared.id());
            session.execute(KnownFacts.renewal());
        });
    }

    private static Optional<Declared> find(Session session, PropertyIndex index) {
        return session.first(
                "SELECT property_index_id FROM property_index WHERE target = ? AND path = ?",
                List.of(table(index), key(index)),
                row -> new Declared(row.integer(1), index));
    }

    private static String table(PropertyIndex index) {
        return switch (index.target()) {
            case NODE -> "node";
            case EDGE -> "edge";
        };
    }

    private static PropertyIndex.Target target(String table) {
        return table.equals("node") ? PropertyIndex.Target.NODE : PropertyIndex.Target.EDGE;
    }

    private static String key(PropertyIndex index) {
        return JsonValues.writeValue(index.path().keys());
    }

    private static String jsonPath(PropertyIndex index) {
        return SqliteJson.path(
                index.path().keys().stream().map(JsonValues::encodeKey).toList());
    }
}

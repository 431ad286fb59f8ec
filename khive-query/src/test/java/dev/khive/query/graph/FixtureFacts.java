package dev.khive.query.graph;

import dev.khive.query.facts.GraphFacts;
import dev.khive.query.facts.GraphFacts.EdgeShape;
import dev.khive.query.facts.GraphFacts.IndexedProperty;
import dev.khive.query.facts.GraphFacts.LabelSet;
import dev.khive.query.facts.GraphFacts.Relation;
import dev.khive.query.value.JsonValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The facts of the graph of a fixture, counted from its rows. */
final class FixtureFacts {
    /** Reads a row of a result. */
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private FixtureFacts() {}

    static GraphFacts of(Connection connection, int scopes) {
        List<LabelSet> sets = rows(
                connection,
                "select s.scope_id, s.label_set_id, s.labels, (select count(*) from node as n where n.label_set_id ="
                        + " s.label_set_id) from label_set as s where s.scope_id <= " + scopes,
                row -> new LabelSet(row.getInt(1) - 1, row.getLong(2), labels(row.getString(3)), row.getLong(4)));
        List<Relation> relations = rows(
                connection,
                "select scope_id, relation_id, name from relation where scope_id <= " + scopes,
                row -> new Relation(row.getInt(1) - 1, row.getLong(2), row.getString(3)));
        List<EdgeShape> shapes = rows(
                connection,
                "select s.label_set_id, e.relation_id, t.label_set_id, count(*) from edge as e join node as s on"
                        + " s.node_id = e.source_id join node as t on t.node_id = e.target_id where e.scope_id <= "
                        + scopes + " group by 1, 2, 3",
                row -> new EdgeShape(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
        return GraphFacts.of(sets, relations, shapes, Set.of(new IndexedProperty(true, List.of("name"))));
    }

    private static List<String> labels(String json) {
        return ((List<?>) Objects.requireNonNull(JsonValues.readValue(json)))
                .stream().map(String.class::cast).toList();
    }

    private static <T> List<T> rows(Connection connection, String sql, Reader<T> reader) {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return rows;
    }
}

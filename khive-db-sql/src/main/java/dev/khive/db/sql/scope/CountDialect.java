package dev.khive.db.sql.scope;

import java.util.Collections;

/** How a database adds to the counts of a graph, so that each row that has changed gives what it counts now. */
public enum CountDialect {
    /** {@code ON CONFLICT DO UPDATE}, {@code UPDATE FROM} and {@code RETURNING}, as SQLite and PostgreSQL read them. */
    ON_CONFLICT {
        @Override
        String nodes(int rows) {
            return """
                    UPDATE label_set
                    SET nodes = label_set.nodes + change.column2
                    FROM (VALUES %s) AS change
                    WHERE label_set.scope_id = ? AND label_set.label_set_id = change.column1
                    RETURNING label_set_id, nodes""".formatted(places("?", 2, rows));
        }

        @Override
        String edges(int rows) {
            return """
                    INSERT INTO edge_shape (scope_id, source_set_id, relation_id, target_set_id, edges)
                    VALUES %s
                    ON CONFLICT (scope_id, source_set_id, relation_id, target_set_id)
                    DO UPDATE SET edges = edge_shape.edges + excluded.edges
                    RETURNING source_set_id, relation_id, target_set_id, edges""".formatted(places("?", 5, rows));
        }
    },

    /** {@code MERGE} in {@code FINAL TABLE}, as the standard has it and H2 reads it. */
    MERGE {
        @Override
        String nodes(int rows) {
            return """
                    SELECT label_set_id, nodes
                    FROM FINAL TABLE (
                      MERGE INTO label_set
                      USING (VALUES %s) AS change (label_set_id, nodes)
                      ON label_set.label_set_id = change.label_set_id AND label_set.scope_id = ?
                      WHEN MATCHED THEN UPDATE SET nodes = label_set.nodes + change.nodes
                    ) AS changed""".formatted(places(NUMBER, 2, rows));
        }

        @Override
        String edges(int rows) {
            return """
                    SELECT source_set_id, relation_id, target_set_id, edges
                    FROM FINAL TABLE (
                      MERGE INTO edge_shape AS kept
                      USING (VALUES %s) AS change (scope_id, source_set_id, relation_id, target_set_id, edges)
                      ON kept.scope_id = change.scope_id AND kept.source_set_id = change.source_set_id
                        AND kept.relation_id = change.relation_id AND kept.target_set_id = change.target_set_id
                      WHEN MATCHED THEN UPDATE SET edges = kept.edges + change.edges
                      WHEN NOT MATCHED THEN INSERT (scope_id, source_set_id, relation_id, target_set_id, edges)
                        VALUES (change.scope_id, change.source_set_id, change.relation_id, change.target_set_id, change.edges)
                    ) AS changed""".formatted(places(NUMBER, 5, rows));
        }
    };

    private static final String NUMBER = "CAST(? AS bigint)";

    /** Adds to the nodes of label sets: a label set and a number for each row, then the scope. Gives the label set and its count. */
    abstract String nodes(int rows);

    /**
     * Adds to the edges of shapes, making the rows that are not there: scope, source's label set, relation, target's label set and a
     * number for each row. Gives all but the scope, with the count.
     */
    abstract String edges(int rows);

    private static String places(String place, int width, int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(width, place)) + ")";
        return String.join(", ", Collections.nCopies(rows, row));
    }
}

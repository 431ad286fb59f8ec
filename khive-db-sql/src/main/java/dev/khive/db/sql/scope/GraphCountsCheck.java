package dev.khive.db.sql.scope;

import java.util.List;

/** The check that the counts of the graph are what is stored, in SQL that every database reads. */
public final class GraphCountsCheck {
    /** What is looked at. */
    public static final String NAME = "counts of the graph";

    private static final String EDGES_COUNTED = """
            SELECT e.scope_id, s.label_set_id AS source_set_id, e.relation_id, t.label_set_id AS target_set_id, count(*) AS edges
            FROM edge AS e
            JOIN node AS s ON s.node_id = e.source_id
            JOIN node AS t ON t.node_id = e.target_id
            GROUP BY e.scope_id, s.label_set_id, e.relation_id, t.label_set_id""";

    private static final String NODES_COUNTED =
            "(SELECT count(*) FROM node AS n WHERE n.scope_id = l.scope_id AND n.label_set_id = l.label_set_id)";

    /** A sentence for each count that is wrong. */
    public static final String FINDINGS = """
            SELECT 'The label set ' || l.labels || ' of the scope ' || l.scope_id || ' counts ' || l.nodes || ' nodes, and there are '
                   || %1$s || '.' AS sentence
            FROM label_set AS l
            WHERE l.nodes <> %1$s
            UNION ALL
            SELECT 'The scope ' || compared.scope_id || ' counts ' || sum(compared.kept) || ' edges of the relation ' || compared.relation_id
                   || ' from the label set ' || compared.source_set_id || ' to the label set ' || compared.target_set_id
                   || ', and there are ' || sum(compared.counted) || '.'
            FROM (
              SELECT scope_id, source_set_id, relation_id, target_set_id, edges AS kept, 0 AS counted FROM edge_shape
              UNION ALL
              SELECT c.scope_id, c.source_set_id, c.relation_id, c.target_set_id, 0, c.edges FROM (%2$s) AS c
            ) AS compared
            GROUP BY compared.scope_id, compared.source_set_id, compared.relation_id, compared.target_set_id
            HAVING sum(compared.kept) <> sum(compared.counted)
            UNION ALL
            SELECT 'The counts of the scope ' || s.tenant || '/' || s.namespace
                   || ' are not used since its tables were written by hand; a repair counts anew.'
            FROM scope AS s
            WHERE s.shape = %3$d""".formatted(NODES_COUNTED, EDGES_COUNTED, KnownFacts.NOT_TRUSTED);

    private GraphCountsCheck() {}

    /**
     * Statements that count anew.
     *
     * @param newShape a random integer above 0 in the database's dialect, see {@link KnownFacts}
     */
    public static List<String> repairs(String newShape) {
        return List.of(
                "UPDATE label_set AS l SET nodes = " + NODES_COUNTED,
                "DELETE FROM edge_shape",
                "INSERT INTO edge_shape (scope_id, source_set_id, relation_id, target_set_id, edges) " + EDGES_COUNTED,
                "UPDATE scope SET shape = " + newShape);
    }
}

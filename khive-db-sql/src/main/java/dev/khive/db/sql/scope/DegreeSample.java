package dev.khive.db.sql.scope;

import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.session.Session;
import dev.khive.query.facts.DegreeLifts;
import dev.khive.query.facts.DegreeLifts.Degree;
import dev.khive.query.facts.DegreeLifts.End;
import dev.khive.query.facts.DegreeLifts.Side;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.facts.GraphFacts.EdgeShape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whether how degrees are spread is found from a sample of edges when the facts of a graph are read. The sample is the same for
 * the same rows: edges at spots over the span of their keys that follow no period, the ends of these, and how many edges of each
 * relation those have, counted up to a bound.
 */
public enum DegreeSample {
    /** Not at all: the database itself chooses the order of joins. */
    NONE {
        @Override
        DegreeLifts read(Session session, List<Long> scopes, GraphFacts facts) {
            return DegreeLifts.NONE;
        }
    },

    /** In one statement, where keys of edges are given out in one row for all scopes and the order of joins is the compiler's. */
    BY_KEY {
        @Override
        DegreeLifts read(Session session, List<Long> scopes, GraphFacts facts) {
            List<EdgeShape> shapes = facts.isKnown() ? facts.shapes(null) : List.of();
            if (shapes.size() > MOST_SHAPES
                    || shapes.stream().mapToLong(EdgeShape::edges).sum() < LEAST_EDGES) {
                return DegreeLifts.NONE;
            }
            List<Sampled> rows = session.query(statement(scopes, spots(shapes.size())));
            List<End> ends = new ArrayList<>();
            List<Degree> degrees = new ArrayList<>();
            for (Sampled row : rows) {
                if (row.ofEdges()) {
                    ends.add(new End(row.node(), row.labelSet(), row.side(), row.count()));
                } else {
                    degrees.add(new Degree(row.node(), row.side(), row.count()));
                }
            }
            return DegreeLifts.of(facts.labelSets(null), shapes, ends, degrees);
        }
    };

    /** A row of the statement: the end of sampled edges, or how many edges of a relation such a node has. */
    private record Sampled(boolean ofEdges, long node, long labelSet, Side side, long count) {}

    /** Of fewer edges no order of joins costs much. */
    static final int LEAST_EDGES = 2_000;

    private static final int MOST_SPOTS = 256;
    private static final int MOST_SPOTS_TIMES_SHAPES = 8_192;
    private static final int MOST_SHAPES = 1_024;

    abstract DegreeLifts read(Session session, List<Long> scopes, GraphFacts facts);

    private static int spots(int shapes) {
        return Math.min(MOST_SPOTS, MOST_SPOTS_TIMES_SHAPES / shapes);
    }

    private static RowStatement<Sampled> statement(List<Long> scopes, int spots) {
        List<Long> binds = new ArrayList<>();
        binds.add((long) spots - 1);
        for (int place = 0; place < 3; place++) {
            binds.addAll(scopes);
        }
        String in = "scope_id IN (" + String.join(", ", Collections.nCopies(scopes.size(), "?")) + ")";
        return new RowStatement<>("""
                WITH RECURSIVE
                span (first, width) AS MATERIALIZED (
                  SELECT (SELECT min(edge_id) FROM edge), (SELECT max(edge_id) FROM edge) - (SELECT min(edge_id) FROM edge)
                ),
                place (number) AS (
                  SELECT 0
                  UNION ALL
                  SELECT number + 1 FROM place WHERE number < ?
                ),
                spot (edge_id) AS (
                  SELECT first + (number * 40503 %% 65521) * width / 65521 FROM span CROSS JOIN place
                ),
                picked (edge_id) AS MATERIALIZED (
                  SELECT DISTINCT (
                    SELECT e.edge_id
                    FROM edge AS e
                    WHERE e.edge_id >= spot.edge_id AND e.edge_id < spot.edge_id + 16 AND +e.%1$s
                    ORDER BY e.edge_id
                    LIMIT 1
                  )
                  FROM spot
                ),
                reached (node_id, relation_id, source) AS (
                  SELECT e.source_id, e.relation_id, 1 FROM picked CROSS JOIN edge AS e WHERE e.edge_id = picked.edge_id
                  UNION ALL
                  SELECT e.target_id, e.relation_id, 0 FROM picked CROSS JOIN edge AS e WHERE e.edge_id = picked.edge_id
                ),
                ends AS MATERIALIZED (
                  SELECT n.scope_id, n.node_id, n.label_set_id, reached.relation_id, reached.source, count(*) AS times
                  FROM reached CROSS JOIN node AS n
                  WHERE n.node_id = reached.node_id
                  GROUP BY n.node_id, reached.relation_id, reached.source
                ),
                side (label_set_id, relation_id, source) AS MATERIALIZED (
                  SELECT source_set_id, relation_id, 1 FROM edge_shape WHERE %1$s AND edges > 0
                  UNION
                  SELECT target_set_id, relation_id, 0 FROM edge_shape WHERE %1$s AND edges > 0
                )
                SELECT 1, node_id, label_set_id, relation_id, source, times
                FROM ends
                UNION ALL
                SELECT 0, n.node_id, n.label_set_id, side.relation_id, side.source, CASE side.source
                  WHEN 1 THEN (
                    SELECT count(*)
                    FROM (
                      SELECT 1
                      FROM edge AS e
                      WHERE e.scope_id = n.scope_id AND e.source_id = n.node_id AND e.relation_id = side.relation_id
                      LIMIT %2$d
                    )
                  )
                  ELSE (
                    SELECT count(*)
                    FROM (
                      SELECT 1
                      FROM edge AS e
                      WHERE e.scope_id = n.scope_id AND e.target_id = n.node_id AND e.relation_id = side.relation_id
                      LIMIT %2$d
                    )
                  )
                END
                FROM (SELECT DISTINCT scope_id, node_id, label_set_id FROM ends) AS n CROSS JOIN side
                WHERE side.label_set_id = n.label_set_id""".formatted(in, DegreeLifts.MOST_COUNTED), binds, DegreeSample::sampled);
    }

    private static Sampled sampled(ResultRow row) throws SQLException {
        return new Sampled(
                row.integer(1) == 1,
                row.integer(2),
                row.integer(3),
                new Side(row.integer(4), row.integer(5) == 1),
                row.integer(6));
    }
}

package dev.khive.db.postgres;

import dev.khive.db.sql.scope.GraphCountsCheck;
import java.util.List;
import java.util.stream.Stream;

/** The questions whether tables and indexes agree, for the operator's role. */
final class PostgresChecks {
    /**
     * A check that is a query for wrong rows.
     *
     * @param name what is looked at
     * @param query gives one text column {@code sentence}, a row for each wrong row
     * @param repairs statements that mend them all, none where only a person can
     */
    record RowCheck(String name, String query, List<String> repairs) {
        /** Copies the statements. */
        RowCheck {
            repairs = List.copyOf(repairs);
        }
    }

    private static final String EDGE_DEAD_AT = """
            CASE WHEN e.deleted_at IS NOT NULL THEN 0 ELSE (
                SELECT min(n.dead_at)
                FROM node AS n
                WHERE n.node_id IN (e.source_id, e.target_id) AND n.dead_at IS NOT NULL) END""";

    private static final String NODE_DEAD_AT = "CASE WHEN n.deleted_at IS NOT NULL THEN 0 ELSE n.expires_at END";

    private static final String LAST_EVENT =
            "coalesce((SELECT max(v.sequence) FROM event AS v WHERE v.scope_id = s.scope_id), 0)";

    private static final String LOST_POSTINGS = """
            FROM sparse_posting AS r
            WHERE NOT EXISTS (
              SELECT 1 FROM sparse_vector AS v
              WHERE v.node_id = r.node_id AND v.field_id = r.field_id AND v.scope_id = r.scope_id)""";

    private static final String LOST_WORDS = """
            FROM text_posting AS r
            WHERE NOT EXISTS (SELECT 1 FROM text_length AS l WHERE l.scope_id = r.scope_id AND l.doc_id = r.doc_id)""";

    private static final String COUNTED = """
            (SELECT count(*) AS documents, coalesce(sum(l.tokens), 0) AS tokens
             FROM text_length AS l
             WHERE l.scope_id = i.scope_id)""";

    private PostgresChecks() {}

    private static final String LABELS_WANTED = """
            SELECT s.scope_id, l.label_id, s.label_set_id
            FROM label_set AS s
            CROSS JOIN LATERAL jsonb_array_elements_text(s.labels::jsonb) AS name (value)
            JOIN label AS l ON l.scope_id = s.scope_id AND l.name = name.value""";

    private static final String TEXTS_WANTED = """
            SELECT d.scope_id, d.doc_id
            FROM document AS d
            JOIN node AS n ON n.node_id = d.node_id
            JOIN text_index AS i ON i.scope_id = d.scope_id
            WHERE n.deleted_at IS NULL""";

    /** The checks of the tables. */
    static List<RowCheck> ofTables() {
        return Stream.of(ofRows(), ofScopes(), ofLogs(), ofSearch())
                .flatMap(List::stream)
                .toList();
    }

    /** What a row says of itself. The server sees to references and to JSON being JSON. */
    private static List<RowCheck> ofRows() {
        return List.of(
                new RowCheck("JSON of records", """
                        SELECT 'The JSON of the node ' || n.uuid || ' is no object.' AS sentence
                        FROM node AS n WHERE jsonb_typeof(n.properties) <> 'object'
                        UNION ALL
                        SELECT 'The JSON of the edge ' || e.uuid || ' is no object.'
                        FROM edge AS e WHERE jsonb_typeof(e.properties) <> 'object'
                        UNION ALL
                        SELECT 'The JSON of the event ' || v.sequence || ' of the scope ' || v.scope_id || ' is no object.'
                        FROM event AS v WHERE jsonb_typeof(v.payload) <> 'object'""", List.of()),
                new RowCheck("lengths of vectors", """
                        SELECT 'The vector ' || v.vector_id || ' has ' || cardinality(v.embedding)
                               || ' components, and its field "' || f.name || '" has the dimension ' || f.dimension
                               || '.' AS sentence
                        FROM vector AS v
                        JOIN vector_field AS f ON f.field_id = v.field_id
                        WHERE cardinality(v.embedding) <> f.dimension""", List.of()),
                new RowCheck(
                        "liveness of nodes",
                        "SELECT 'The node ' || n.uuid || ' is not dead or alive as its deletion and expiry say.' AS sentence"
                                + " FROM node AS n WHERE n.dead_at IS DISTINCT FROM " + NODE_DEAD_AT,
                        List.of("UPDATE node AS n SET dead_at = " + NODE_DEAD_AT + " WHERE n.dead_at IS DISTINCT FROM "
                                + NODE_DEAD_AT)),
                new RowCheck(
                        "liveness of edges",
                        "SELECT 'The edge ' || e.uuid || ' is not dead or alive as its ends are.' AS sentence"
                                + " FROM edge AS e WHERE e.dead_at IS DISTINCT FROM " + EDGE_DEAD_AT,
                        List.of("UPDATE edge AS e SET dead_at = " + EDGE_DEAD_AT + " WHERE e.dead_at IS DISTINCT FROM "
                                + EDGE_DEAD_AT)),
                new RowCheck(
                        GraphCountsCheck.NAME,
                        GraphCountsCheck.FINDINGS,
                        GraphCountsCheck.repairs("1 + (random() * 9e15)::bigint")));
    }

    /** Whether rows that belong together are of one scope, and labels are what label sets name. */
    private static List<RowCheck> ofScopes() {
        return List.of(
                new RowCheck("scopes of names", """
                        SELECT 'The node ' || n.uuid || ' has labels of another scope.' AS sentence
                        FROM node AS n JOIN label_set AS s ON s.label_set_id = n.label_set_id
                        WHERE s.scope_id <> n.scope_id
                        UNION ALL
                        SELECT 'The edge ' || e.uuid || ' has a relation of another scope.'
                        FROM edge AS e JOIN relation AS r ON r.relation_id = e.relation_id
                        WHERE r.scope_id <> e.scope_id
                        UNION ALL
                        SELECT 'The vector ' || v.vector_id || ' is in a field of another scope.'
                        FROM vector AS v JOIN vector_field AS f ON f.field_id = v.field_id
                        WHERE f.scope_id <> v.scope_id""", List.of()),
                foreign("vector"),
                foreign("sparse_vector"),
                foreign("document"),
                new RowCheck(
                        "label sets",
                        """
                        SELECT 'The label "' || name.value || '" of the scope ' || s.scope_id || ' is used and not there.'
                               AS sentence
                        FROM label_set AS s
                        CROSS JOIN LATERAL jsonb_array_elements_text(s.labels::jsonb) AS name (value)
                        WHERE NOT EXISTS (SELECT 1 FROM label AS l WHERE l.scope_id = s.scope_id AND l.name = name.value)
                        UNION ALL
                        SELECT 'The label set ' || lacking.label_set_id || ' lacks its member ' || lacking.label_id || '.'
                        FROM (%1$s EXCEPT SELECT scope_id, label_id, label_set_id FROM label_set_member) AS lacking
                        UNION ALL
                        SELECT 'The label set ' || extra.label_set_id || ' has the member ' || extra.label_id
                               || ', which it does not name.'
                        FROM (SELECT scope_id, label_id, label_set_id FROM label_set_member EXCEPT %1$s) AS extra""".formatted(LABELS_WANTED),
                        List.of(
                                """
                                INSERT INTO label (scope_id, name)
                                SELECT DISTINCT s.scope_id, name.value
                                FROM label_set AS s
                                CROSS JOIN LATERAL jsonb_array_elements_text(s.labels::jsonb) AS name (value)
                                ON CONFLICT DO NOTHING""",
                                "DELETE FROM label_set_member WHERE (scope_id, label_id, label_set_id) NOT IN ("
                                        + LABELS_WANTED + ")",
                                "INSERT INTO label_set_member (scope_id, label_id, label_set_id) " + LABELS_WANTED
                                        + " ON CONFLICT DO NOTHING")));
    }

    /** Rows of a node that is in another scope. */
    private static RowCheck foreign(String table) {
        String lost = "FROM " + table + " AS r WHERE NOT EXISTS (SELECT 1 FROM node AS n WHERE n.node_id = r.node_id"
                + " AND n.scope_id = r.scope_id)";
        return new RowCheck(
                "nodes of the table " + table,
                "SELECT 'A row of the table " + table + " of the scope ' || r.scope_id || ' belongs to the node '"
                        + " || r.node_id || ', which is not in that scope.' AS sentence " + lost,
                List.of("DELETE " + lost));
    }

    /** The logs and what is numbered by them. */
    private static List<RowCheck> ofLogs() {
        return List.of(
                new RowCheck("sequences of events", """
                        SELECT 'The log of the scope ' || v.scope_id || ' has ' || count(*) || ' events from '
                               || min(v.sequence) || ' to ' || max(v.sequence) || ', and so a gap.' AS sentence
                        FROM event AS v
                        GROUP BY v.scope_id
                        HAVING min(v.sequence) <> 1 OR max(v.sequence) <> count(*)""", List.of()),
                new RowCheck(
                        "versions of scopes",
                        "SELECT 'The scope ' || s.tenant || '/' || s.namespace || ' says that its version is '"
                                + " || s.last_sequence || ', and its last event is ' || " + LAST_EVENT
                                + " || '.' AS sentence FROM scope AS s WHERE s.last_sequence <> " + LAST_EVENT,
                        List.of("UPDATE scope AS s SET last_sequence = " + LAST_EVENT + " WHERE s.last_sequence <> "
                                + LAST_EVENT)),
                new RowCheck("revisions", """
                        SELECT 'The node ' || r.uuid || ' has the revision ' || r.revision
                               || ', which its scope has not reached.' AS sentence
                        FROM node AS r JOIN scope AS s ON s.scope_id = r.scope_id
                        WHERE r.revision > s.last_sequence
                        UNION ALL
                        SELECT 'The edge ' || r.uuid || ' has the revision ' || r.revision
                               || ', which its scope has not reached.'
                        FROM edge AS r JOIN scope AS s ON s.scope_id = r.scope_id
                        WHERE r.revision > s.last_sequence""", List.of()));
    }

    /** The inverted tables against what they are made of. */
    private static List<RowCheck> ofSearch() {
        return List.of(
                new RowCheck(
                        "sparse postings",
                        "SELECT 'The term ' || r.term || ' of the sparse field ' || r.field_id || ' points at the node '"
                                + " || r.node_id || ', which has no such vector.' AS sentence " + LOST_POSTINGS,
                        List.of("DELETE " + LOST_POSTINGS)),
                new RowCheck(
                        "words of texts",
                        "SELECT 'The word at the document ' || r.doc_id || ' of the scope ' || r.scope_id"
                                + " || ' is of a document that the index does not hold.' AS sentence " + LOST_WORDS,
                        List.of("DELETE " + LOST_WORDS)),
                new RowCheck(
                        "documents of text indexes",
                        """
                        SELECT 'The text index of the scope ' || lacking.scope_id || ' lacks the document '
                               || lacking.doc_id || '; text().rebuild() makes it anew.' AS sentence
                        FROM (%1$s EXCEPT SELECT scope_id, doc_id FROM text_length) AS lacking
                        UNION ALL
                        SELECT 'The text index of the scope ' || gone.scope_id || ' holds the document ' || gone.doc_id
                               || ', which is gone.'
                        FROM (SELECT scope_id, doc_id FROM text_length EXCEPT %1$s) AS gone""".formatted(TEXTS_WANTED),
                        List.of(
                                "DELETE FROM text_posting WHERE (scope_id, doc_id) NOT IN (" + TEXTS_WANTED + ")",
                                "DELETE FROM text_length WHERE (scope_id, doc_id) NOT IN (" + TEXTS_WANTED + ")")),
                new RowCheck(
                        "counts of text indexes",
                        "SELECT 'The text index of the scope ' || i.scope_id || ' counts ' || i.documents || ' documents, and'"
                                + " || ' there are ' || c.documents || '.' AS sentence FROM text_index AS i CROSS JOIN LATERAL "
                                + COUNTED + " AS c WHERE i.documents <> c.documents OR i.tokens <> c.tokens",
                        List.of("UPDATE text_index AS i SET (documents, tokens) = " + COUNTED)));
    }
}

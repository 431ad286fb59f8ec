package dev.khive.db.postgres;

import java.util.List;

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

    /** The checks that compare tables with one another. */
    static List<RowCheck> ofTables() {
        return List.of(
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
                        "counts of text indexes",
                        "SELECT 'The text index of the scope ' || i.scope_id || ' counts ' || i.documents || ' documents, and'"
                                + " || ' there are ' || c.documents || '.' AS sentence FROM text_index AS i CROSS JOIN LATERAL "
                                + COUNTED + " AS c WHERE i.documents <> c.documents OR i.tokens <> c.tokens",
                        List.of("UPDATE text_index AS i SET (documents, tokens) = " + COUNTED)));
    }
}

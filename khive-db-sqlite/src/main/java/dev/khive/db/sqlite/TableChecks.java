package dev.khive.db.sqlite;

import dev.khive.db.sql.scope.GraphCountsCheck;
import java.util.ArrayList;
import java.util.List;

/** The checks that compare khive's tables with one another. */
final class TableChecks {
    private static final String EDGE_DEAD_AT = """
            CASE WHEN e.deleted_at IS NOT NULL THEN 0 ELSE (
                SELECT min(n.dead_at)
                FROM node n
                WHERE n.node_id IN (e.source_id, e.target_id) AND n.dead_at IS NOT NULL) END""";

    private static final String NODE_DEAD_AT = "CASE WHEN n.deleted_at IS NOT NULL THEN 0 ELSE n.expires_at END";

    private TableChecks() {}

    /** The checks, those first that others rely on. */
    static List<IntegrityCheck> all() {
        List<IntegrityCheck> checks = new ArrayList<>();
        checks.add(json("node", "properties", "lower(hex(r.uuid))"));
        checks.add(json("edge", "properties", "lower(hex(r.uuid))"));
        checks.add(json("event", "payload", "r.sequence || ' of the scope ' || r.scope_id"));
        checks.add(orphans("vector", "vector", "vector"));
        checks.add(orphans("sparse_vector", "sparse vector", "sparse vector"));
        checks.add(orphans("document", "document", "text"));
        checks.add(postings());
        checks.add(ends());
        checks.add(scopes());
        checks.add(labelSets());
        checks.add(vectorLengths());
        checks.add(nodeLiveness());
        checks.add(edgeLiveness());
        checks.add(graphCounts());
        checks.add(sequences());
        checks.add(versions());
        checks.add(revisions());
        checks.add(references());
        return checks;
    }

    private static RowCheck json(String table, String column, String name) {
        return RowCheck.of("JSON of " + table + "s", """
                SELECT 'The JSON of the %s ' || %s || ' is damaged.' AS sentence
                FROM %s r
                WHERE r.%s IS NOT NULL AND NOT (json_valid(r.%s, 8) AND json_type(r.%s) = 'object')
                """.formatted(table, name, table, column, column, column));
    }

    private static RowCheck orphans(String table, String plural, String what) {
        String lost = "FROM " + table + " r WHERE NOT EXISTS (SELECT 1 FROM node n WHERE n.node_id = r.node_id AND"
                + " n.scope_id = r.scope_id)";
        return new RowCheck(
                "nodes of " + plural + "s",
                "SELECT 'A " + what
                        + " of the scope ' || r.scope_id || ' belongs to the node ' || r.node_id || ', which"
                        + " is not there.' AS sentence " + lost,
                List.of(lost.replace("FROM " + table + " r", "DELETE FROM " + table + " AS r")));
    }

    /** Postings have no foreign key; a sparse vector is what says that they should be there. */
    private static RowCheck postings() {
        String lost = """
                FROM sparse_posting AS r
                WHERE NOT EXISTS (
                  SELECT 1 FROM sparse_vector v
                  WHERE v.node_id = r.node_id AND v.field_id = r.field_id AND v.scope_id = r.scope_id)""";
        return new RowCheck(
                "sparse postings",
                "SELECT 'The term ' || r.term || ' of the sparse field ' || r.field_id || ' points at the node ' ||"
                        + " r.node_id || ', which has no such vector.' AS sentence " + lost,
                List.of("DELETE " + lost));
    }

    private static RowCheck ends() {
        String lost = """
                FROM edge AS e
                WHERE NOT EXISTS (SELECT 1 FROM node n WHERE n.scope_id = e.scope_id AND n.node_id = e.source_id)
                   OR NOT EXISTS (SELECT 1 FROM node n WHERE n.scope_id = e.scope_id AND n.node_id = e.target_id)""";
        return new RowCheck(
                "ends of edges",
                "SELECT 'The edge ' || lower(hex(e.uuid)) || ' has an end that is not there.' AS sentence " + lost,
                List.of("DELETE " + lost));
    }

    private static RowCheck scopes() {
        return RowCheck.of("scopes of names", """
                SELECT 'The node ' || lower(hex(n.uuid)) || ' has labels of another scope.' AS sentence
                FROM node n JOIN label_set s ON s.label_set_id = n.label_set_id
                WHERE s.scope_id <> n.scope_id
                UNION ALL
                SELECT 'The edge ' || lower(hex(e.uuid)) || ' has a relation of another scope.'
                FROM edge e JOIN relation r ON r.relation_id = e.relation_id
                WHERE r.scope_id <> e.scope_id
                UNION ALL
                SELECT 'The vector ' || v.vector_id || ' is in a field of another scope.'
                FROM vector v JOIN vector_field f ON f.field_id = v.field_id
                WHERE f.scope_id <> v.scope_id
                """);
    }

    private static RowCheck labelSets() {
        String wanted = """
                SELECT s.scope_id, l.label_id, s.label_set_id
                FROM label_set s, json_each(s.labels) AS name
                JOIN label l ON l.scope_id = s.scope_id AND l.name = name.value""";
        return new RowCheck(
                "label sets",
                """
                SELECT 'The label "' || name.value || '" of the scope ' || s.scope_id || ' is used and not there.' AS sentence
                FROM label_set s, json_each(s.labels) AS name
                WHERE NOT EXISTS (SELECT 1 FROM label l WHERE l.scope_id = s.scope_id AND l.name = name.value)
                UNION ALL
                SELECT 'The label set ' || label_set_id || ' lacks its member ' || label_id || '.'
                FROM (%s EXCEPT SELECT scope_id, label_id, label_set_id FROM label_set_member)
                UNION ALL
                SELECT 'The label set ' || label_set_id || ' has the member ' || label_id || ', which it does not name.'
                FROM (SELECT scope_id, label_id, label_set_id FROM label_set_member EXCEPT %s)
                """.formatted(wanted, wanted),
                List.of(
                        """
                        INSERT INTO label (scope_id, name)
                        SELECT DISTINCT s.scope_id, name.value FROM label_set s, json_each(s.labels) AS name WHERE true
                        ON CONFLICT DO NOTHING""",
                        "DELETE FROM label_set_member WHERE (scope_id, label_id, label_set_id) NOT IN (" + wanted + ")",
                        "INSERT INTO label_set_member (scope_id, label_id, label_set_id) " + wanted
                                + " WHERE true ON CONFLICT DO NOTHING"));
    }

    private static RowCheck vectorLengths() {
        return RowCheck.of("lengths of vectors", """
                SELECT 'The vector ' || v.vector_id || ' has ' || length(v.embedding) || ' bytes, and its field "' || f.name
                       || '" has the dimension ' || f.dimension || '.' AS sentence
                FROM vector v JOIN vector_field f ON f.field_id = v.field_id
                WHERE length(v.embedding) <> 4 * f.dimension
                """);
    }

    private static RowCheck nodeLiveness() {
        return new RowCheck(
                "liveness of nodes",
                "SELECT 'The node ' || lower(hex(n.uuid)) || ' is not dead or alive as its deletion and expiry say.' AS"
                        + " sentence FROM node n WHERE n.dead_at IS NOT " + NODE_DEAD_AT,
                List.of("UPDATE node AS n SET dead_at = " + NODE_DEAD_AT + " WHERE n.dead_at IS NOT " + NODE_DEAD_AT));
    }

    private static RowCheck edgeLiveness() {
        return new RowCheck(
                "liveness of edges",
                "SELECT 'The edge ' || lower(hex(e.uuid)) || ' is not dead or alive as its ends are.' AS sentence"
                        + " FROM edge e WHERE e.dead_at IS NOT " + EDGE_DEAD_AT,
                List.of("UPDATE edge AS e SET dead_at = " + EDGE_DEAD_AT + " WHERE e.dead_at IS NOT " + EDGE_DEAD_AT));
    }

    private static RowCheck graphCounts() {
        return new RowCheck(
                GraphCountsCheck.NAME,
                GraphCountsCheck.FINDINGS,
                GraphCountsCheck.repairs("1 + abs(random() % 9000000000000000000)"));
    }

    private static RowCheck sequences() {
        return RowCheck.of("sequences of events", """
                SELECT 'The log of the scope ' || scope_id || ' has ' || count(*) || ' events from ' || min(sequence) || ' to '
                       || max(sequence) || ', and so a gap.' AS sentence
                FROM event
                GROUP BY scope_id
                HAVING min(sequence) <> 1 OR max(sequence) <> count(*)
                """);
    }

    private static RowCheck versions() {
        String last = "coalesce((SELECT max(e.sequence) FROM event e WHERE e.scope_id = s.scope_id), 0)";
        return new RowCheck(
                "versions of scopes",
                "SELECT 'The scope ' || s.tenant || '/' || s.namespace || ' says that its version is ' ||"
                        + " s.last_sequence || ', and its last event is ' || " + last + " || '.' AS sentence"
                        + " FROM scope s WHERE s.last_sequence <> " + last,
                List.of("UPDATE scope AS s SET last_sequence = " + last));
    }

    /** Comes last: what belongs to something that is gone is mended by the checks of its table. */
    private static RowCheck references() {
        return RowCheck.of("references", """
                SELECT count(*) || ' rows of the table ' || "table" || ' refer to rows of the table ' || parent
                       || ' that are not there.' AS sentence
                FROM pragma_foreign_key_check
                GROUP BY "table", parent
                """);
    }

    private static RowCheck revisions() {
        return RowCheck.of("revisions", """
                SELECT 'The node ' || lower(hex(r.uuid)) || ' has the revision ' || r.revision
                       || ', which its scope has not reached.' AS sentence
                FROM node r JOIN scope s ON s.scope_id = r.scope_id
                WHERE r.revision > s.last_sequence
                UNION ALL
                SELECT 'The edge ' || lower(hex(r.uuid)) || ' has the revision ' || r.revision
                       || ', which its scope has not reached.'
                FROM edge r JOIN scope s ON s.scope_id = r.scope_id
                WHERE r.revision > s.last_sequence
                """);
    }
}

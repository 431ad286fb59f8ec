package dev.khive.db.sql;

import dev.khive.api.Capability;
import dev.khive.api.ScopeStatistics;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.StatementText;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jooq.impl.DSL;

/** Counts what a scope holds. */
final class ScopeCounts {
    private final ReadUnit unit;
    private final Set<Capability> declared;

    /** Counts of what the backend declares; of anything else there is nothing, and perhaps no table. */
    ScopeCounts(ReadUnit unit, Set<Capability> declared) {
        this.unit = unit;
        this.declared = declared;
    }

    ScopeStatistics statistics() {
        Map<String, Long> types = grouped("""
                SELECT CASE n.record_type WHEN 0 THEN 'entity' ELSE 'note' END, count(*)
                FROM node n
                WHERE %s
                GROUP BY n.record_type""", "n", true);
        Map<String, Long> relations = grouped("""
                SELECT r.name, e.edges
                FROM (SELECT e.relation_id, count(*) AS edges FROM edge e WHERE %s GROUP BY e.relation_id) e
                JOIN relation r ON r.relation_id = e.relation_id""", "e", true);
        Map<String, Long> logs = grouped(
                "SELECT 'events', sum(s.last_sequence) FROM scope s WHERE %s UNION ALL"
                        + " SELECT 'version', max(s.last_sequence) FROM scope s WHERE %s",
                "s", false);
        long entities = types.getOrDefault("entity", 0L);
        long notes = types.getOrDefault("note", 0L);
        return new ScopeStatistics(
                entities + notes,
                entities,
                notes,
                relations.values().stream().mapToLong(Long::longValue).sum(),
                labels(),
                relations,
                ofLiveNodes(
                        Capability.VECTORS,
                        "SELECT count(*) FROM vector v JOIN node n ON n.node_id = v.node_id WHERE "),
                ofLiveNodes(
                        Capability.SPARSE,
                        "SELECT count(*) FROM sparse_vector v JOIN node n ON n.node_id = v.node_id WHERE "),
                ofLiveNodes(
                        Capability.TEXT, "SELECT count(*) FROM document d JOIN node n ON n.node_id = d.node_id WHERE "),
                logs.getOrDefault("events", 0L),
                logs.getOrDefault("version", 0L));
    }

    private Map<String, Long> labels() {
        return grouped("""
                SELECT l.name, sum(n.nodes)
                FROM (SELECT n.label_set_id, count(*) AS nodes FROM node n WHERE %s GROUP BY n.label_set_id) n
                JOIN label_set_member m ON m.label_set_id = n.label_set_id
                JOIN label l ON l.label_id = m.label_id
                GROUP BY l.name""", "n", true);
    }

    /** Rows of a name and a number; names that several namespaces share are added up. */
    private Map<String, Long> grouped(String template, String alias, boolean alive) {
        StatementText statement = new StatementText(unit.session().profile().dialect());
        String[] parts = template.split("%s", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                String column = alias + ".scope_id";
                statement.line("", unit.contains(DSL.field(column, Long.class)), "");
                if (alive) {
                    statement.line("AND (" + alias + ".dead_at IS NULL OR " + alias + ".dead_at > ?)", unit.now());
                }
            }
            statement.line(parts[i]);
        }
        Map<String, Long> counts = new HashMap<>();
        unit.session()
                .query(statement.sql(), statement.binds(), row -> counts.merge(row.text(1), row.integer(2), Long::sum));
        return counts;
    }

    private long ofLiveNodes(Capability capability, String select) {
        if (!declared.contains(capability)) {
            return 0;
        }
        StatementText statement = new StatementText(unit.session().profile().dialect())
                .line(select, unit.contains(DSL.field("n.scope_id", Long.class)), "")
                .line("AND (n.dead_at IS NULL OR n.dead_at > ?)", unit.now());
        return unit.session()
                .first(statement.sql(), statement.binds(), row -> row.integer(1))
                .orElse(0L);
    }
}

package dev.khive.db.sql.graph;

import dev.khive.db.sql.session.StatementText;
import java.util.List;

/**
 * A part of the keys at a node.
 *
 * @param relations what is asked of a relation {@code r}, and its binds
 * @param edges what is asked of an edge {@code e}, and its binds
 */
record KeyRange(List<Clause> relations, List<Clause> edges) {
    /** Every key. */
    static final KeyRange ALL = new KeyRange(List.of(), List.of());

    /** A condition and its binds. */
    record Clause(String text, List<Object> binds) {}

    /** The keys of a relation after another node and edge. */
    static KeyRange within(String relation, EdgeArm arm, long other, long edgeId) {
        return new KeyRange(
                List.of(new Clause("AND r.name = ?", List.of(relation))),
                List.of(
                        new Clause("AND e." + arm.far() + " >= ?", List.of(other)),
                        new Clause("AND (e." + arm.far() + " > ? OR e.edge_id > ?)", List.of(other, edgeId))));
    }

    /** The keys of the relations after one. */
    static KeyRange after(String relation) {
        return new KeyRange(List.of(new Clause("AND r.name > ?", List.of(relation))), List.of());
    }

    StatementText ofRelations(StatementText statement) {
        return with(statement, relations);
    }

    StatementText ofEdges(StatementText statement) {
        return with(statement, edges);
    }

    private static StatementText with(StatementText statement, List<Clause> clauses) {
        clauses.forEach(clause -> statement.line(clause.text(), clause.binds().toArray()));
        return statement;
    }
}

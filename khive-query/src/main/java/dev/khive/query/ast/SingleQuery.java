package dev.khive.query.ast;

import java.util.List;

/** Clauses in the order in which they are applied. */
public record SingleQuery(Position position, List<Clause> clauses) implements AstNode {
    /** Copies what it is given. */
    public SingleQuery {
        clauses = List.copyOf(clauses);
    }
}

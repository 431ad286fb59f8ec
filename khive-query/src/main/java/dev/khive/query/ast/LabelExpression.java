package dev.khive.query.ast;

import java.util.List;

/** A test on the labels of a node or on the relation of an edge. */
public sealed interface LabelExpression extends AstNode {
    /** One label. */
    record Name(Position position, String name) implements LabelExpression {}

    /** Any label at all. */
    record Wildcard(Position position) implements LabelExpression {}

    /** Not that. */
    record Not(Position position, LabelExpression operand) implements LabelExpression {}

    /** All of them. */
    record And(Position position, List<LabelExpression> operands) implements LabelExpression {
        /** Copies what it is given. */
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** One of them at least. */
    record Or(Position position, List<LabelExpression> operands) implements LabelExpression {
        /** Copies what it is given. */
        public Or {
            operands = List.copyOf(operands);
        }
    }
}

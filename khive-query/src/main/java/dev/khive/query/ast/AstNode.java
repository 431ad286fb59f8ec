package dev.khive.query.ast;

/** Anything that stands at a place in the text. */
public sealed interface AstNode permits Clause, Expression, LabelExpression, Pattern, Query, SingleQuery, Projection {
    /** Where it begins. */
    Position position();
}

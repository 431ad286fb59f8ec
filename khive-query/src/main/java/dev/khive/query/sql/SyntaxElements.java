package dev.khive.query.sql;

import static java.util.Map.entry;

import dev.khive.query.ast.AstNode;
import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Query;
import dev.khive.query.ast.SingleQuery;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which construct every record of the syntax tree belongs to; what a dialect says of that holds for the record. */
final class SyntaxElements {
    private static final Map<Class<? extends AstNode>, Construct> CONSTRUCTS = Map.ofEntries(
            entry(Query.class, Construct.UNION),
            entry(SingleQuery.class, Construct.WITH),
            entry(Projection.class, Construct.WITH),
            entry(Clause.Match.class, Construct.MATCH),
            entry(Clause.With.class, Construct.WITH),
            entry(Clause.Unwind.class, Construct.UNWIND),
            entry(Clause.Call.class, Construct.CALL),
            entry(Clause.Return.class, Construct.WITH),
            entry(Pattern.Path.class, Construct.MATCH),
            entry(Pattern.NodePattern.class, Construct.MATCH),
            entry(Pattern.EdgePattern.class, Construct.MATCH),
            entry(LabelExpression.Name.class, Construct.LABELS),
            entry(LabelExpression.Wildcard.class, Construct.LABELS),
            entry(LabelExpression.Not.class, Construct.LABELS),
            entry(LabelExpression.And.class, Construct.LABELS),
            entry(LabelExpression.Or.class, Construct.LABELS),
            entry(Expression.LabelTest.class, Construct.LABELS),
            entry(Expression.Literal.class, Construct.SCALAR),
            entry(Expression.Parameter.class, Construct.SCALAR),
            entry(Expression.Variable.class, Construct.SCALAR),
            entry(Expression.Unary.class, Construct.SCALAR),
            entry(Expression.Binary.class, Construct.SCALAR),
            entry(Expression.Logical.class, Construct.SCALAR),
            entry(Expression.Case.class, Construct.SCALAR),
            entry(Expression.FunctionCall.class, Construct.SCALAR),
            entry(Expression.Comparison.class, Construct.DYNAMIC_COMPARISON),
            entry(Expression.CountStar.class, Construct.AGGREGATE),
            entry(Expression.Property.class, Construct.LIST_AND_MAP),
            entry(Expression.Index.class, Construct.LIST_AND_MAP),
            entry(Expression.Slice.class, Construct.LIST_AND_MAP),
            entry(Expression.ListLiteral.class, Construct.LIST_AND_MAP),
            entry(Expression.MapLiteral.class, Construct.LIST_AND_MAP),
            entry(Expression.ListComprehension.class, Construct.COMPREHENSION),
            entry(Expression.Quantifier.class, Construct.COMPREHENSION),
            entry(Expression.PatternComprehension.class, Construct.COMPREHENSION),
            entry(Expression.Reduce.class, Construct.REDUCE),
            entry(Expression.PatternPredicate.class, Construct.SUBQUERY),
            entry(Expression.Subquery.class, Construct.SUBQUERY));

    private SyntaxElements() {}

    /** Every record with its construct, by name. */
    static SortedMap<Class<? extends AstNode>, Construct> all() {
        SortedMap<Class<? extends AstNode>, Construct> sorted =
                new TreeMap<>(Comparator.comparing(element -> element.getName()));
        sorted.putAll(CONSTRUCTS);
        return sorted;
    }
}

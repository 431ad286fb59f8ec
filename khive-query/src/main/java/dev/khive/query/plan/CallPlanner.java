package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression.Entry;
import dev.khive.query.ast.Expression.MapLiteral;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Subquery;
import dev.khive.query.ast.Expression.SubqueryKind;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.SingleQuery;
import dev.khive.query.parse.QueryErrors;
import dev.khive.query.plan.Operator.Column;
import dev.khive.query.plan.Planner.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans CALL with a query in braces: its rows are collected for each row and unwound, because a database cannot always join what
 * depends on the row. Where it is the first clause there is one row that nothing depends on, and it is planned as itself.
 */
final class CallPlanner {
    private final Planner planner;
    private final Pipeline input;

    CallPlanner(Planner planner, Pipeline input) {
        this.planner = planner;
        this.input = input;
    }

    Pipeline plan(Clause.Call call) {
        boolean first = input.operator() instanceof Operator.Unit;
        Operator start = first ? input.operator() : new Operator.Argument();
        Set<String> constants =
                call.imported() == null ? Set.of() : listed(call).keySet();
        Pipeline inner = planner.inside(
                constants, () -> planner.query(call.query(), part -> new Pipeline(start, seen(call, part)), true));
        for (String column : inner.scope().keySet()) {
            if (input.scope().containsKey(column)) {
                throw Planner.alreadyBound(call.position(), column);
            }
        }
        if (first) {
            return inner;
        }
        return inner.scope().size() == 1 ? unwound(call, inner) : divided(call, inner);
    }

    /** What a part of the query sees of the row. */
    private Map<String, Type> seen(Clause.Call call, SingleQuery part) {
        if (call.imported() != null) {
            return listed(call);
        }
        return imports(part) ? input.scope() : Map.of();
    }

    private Map<String, Type> listed(Clause.Call call) {
        if (call.everything()) {
            return input.scope();
        }
        Map<String, Type> seen = new LinkedHashMap<>();
        for (Variable variable : call.imported() == null ? List.<Variable>of() : call.imported()) {
            Type type = input.scope().get(variable.name());
            if (type == null) {
                throw QueryErrors.meaning(
                        variable.position(),
                        "UndefinedVariable",
                        "The variable " + Expressions.name(variable.name()) + " is not defined here.");
            }
            seen.put(variable.name(), type);
        }
        return seen;
    }

    /** Whether the part begins with a WITH of variables alone, which takes them from the row. */
    private static boolean imports(SingleQuery part) {
        if (!(part.clauses().getFirst() instanceof Clause.With with) || with.where() != null) {
            return false;
        }
        Projection projection = with.projection();
        boolean plain = !projection.distinct()
                && projection.orderBy().isEmpty()
                && projection.skip() == null
                && projection.limit() == null;
        return plain
                && projection.items().stream()
                        .allMatch(item -> item.expression() instanceof Variable variable
                                && variable.name().equals(item.name()));
    }

    /** Of one column, which keeps its type. */
    private Pipeline unwound(Clause.Call call, Pipeline inner) {
        Map.Entry<String, Type> column = inner.scope().entrySet().iterator().next();
        return unwind(call, inner.operator(), column.getKey(), column.getValue());
    }

    /** Of several columns, which are unwound as maps. */
    private Pipeline divided(Clause.Call call, Pipeline inner) {
        List<Entry> entries = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Map<String, Type> scope = new LinkedHashMap<>();
        String row = planner.fresh("row");
        input.scope().forEach((name, type) -> {
            columns.add(new Column(name, new Variable(call.position(), name)));
            scope.put(name, type);
        });
        for (String name : inner.scope().keySet()) {
            entries.add(new Entry(name, new Variable(call.position(), name)));
            columns.add(new Column(name, new Property(call.position(), new Variable(call.position(), row), name)));
            scope.put(name, Type.ANY);
        }
        Operator rows = new Operator.Project(
                inner.operator(), List.of(new Column(row, new MapLiteral(call.position(), entries))));
        Pipeline unwound = unwind(call, rows, row, Type.MAP);
        return new Pipeline(new Operator.Project(unwound.operator(), columns), scope);
    }

    private Pipeline unwind(Clause.Call call, Operator rows, String variable, Type type) {
        Subquery collected = new Subquery(call.position(), SubqueryKind.COLLECT, call.query());
        planner.subplan(collected, rows);
        Map<String, Type> scope = new LinkedHashMap<>(input.scope());
        scope.put(variable, type);
        return new Pipeline(new Operator.Unwind(input.operator(), collected, variable, type, null, 0), scope);
    }
}

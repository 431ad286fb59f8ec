package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Operator.BindPath;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/** Compiles what holds of whole patterns: paths, and that nothing in them is met twice. */
final class PathRows {
    private final OperatorCompiler operators;
    private final Values values;

    PathRows(OperatorCompiler operators, Values values) {
        this.operators = operators;
        this.values = values;
    }

    Frame distinctEdges(Operator.DistinctEdges edges, Frame frame) {
        SqlValue left = operators.value(frame, edges.left());
        SqlValue right = operators.value(frame, edges.right());
        boolean leftList = left.type().is(Kind.LIST);
        boolean rightList = right.type().is(Kind.LIST);
        Field<Object> distinct;
        if (leftList && rightList) {
            distinct = sql(
                    "not exists (select 1 from json_each({0}) as x cross join json_each({1}) as y"
                            + " where x.value = y.value)",
                    left.sql(), right.sql());
        } else if (leftList || rightList) {
            distinct = sql(
                    "not exists (select 1 from json_each({0}) as x where x.value = {1})",
                    leftList ? left.sql() : right.sql(), leftList ? right.sql() : left.sql());
        } else {
            distinct = sql("{0} <> {1}", left.sql(), right.sql());
        }
        frame.where(condition(distinct));
        return frame;
    }

    Frame resolve(Operator.Resolve resolve, Frame frame) {
        resolve.variables().forEach((name, type) -> {
            boolean node = type.is(Kind.NODE);
            SqlValue id = values.call(node ? "node_id" : "edge_id", operators.value(frame, name));
            SqlValue key = node ? values.node(id) : values.edge(id);
            frame.variables.put(name, new Binding.Row(node, key.sql(), true, null));
        });
        return frame;
    }

    /** A path holds its nodes at the even places. */
    Frame distinctNodes(Operator.DistinctNodes nodes, Frame frame) {
        Field<Object> path = operators.value(frame, nodes.path()).sql();
        frame.where(condition(sql(
                "(select count(*) - count(distinct p.value) from json_each({0}) as p where p.key % 2 = 0) = {1}",
                path,
                nodes.closed()
                        ? sql("({0} -> 0 = {0} -> (json_array_length({0}) - 1) and json_array_length({0}) > 1)", path)
                        : sql("0"))));
        return frame;
    }

    Frame path(BindPath path, Frame frame) {
        List<Field<Object>> parts = new ArrayList<>();
        parts.add(operators.value(frame, path.nodes().getFirst()).sql());
        for (int index = 0; index < path.edges().size(); index++) {
            String edge = path.edges().get(index);
            Binding steps = frame.variables.get(Expansions.steps(edge));
            if (steps instanceof Binding.Value value) {
                parts.add(value.value().sql());
            } else {
                parts.add(sql(
                        "',' || {0} || ',' || {1}",
                        operators.value(frame, edge).sql(),
                        operators.value(frame, path.nodes().get(index + 1)).sql()));
            }
        }
        Field<Object> json = sql("('[' || {0} || ']')", Sql.joined(" || ", parts));
        frame.variables.put(path.variable(), new Binding.Value(SqlValue.simple(Type.PATH, json)));
        return frame;
    }
}

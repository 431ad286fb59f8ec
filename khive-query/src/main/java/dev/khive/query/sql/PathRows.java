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
        Field<Object> distinct = leftList && rightList
                ? sql(
                        "not exists (select 1 from {0} cross join {1} where {2} = {3})",
                        values.lists.elements(left.sql(), "x"),
                        values.lists.elements(right.sql(), "y"),
                        values.lists.raw("x"),
                        values.lists.raw("y"))
                : leftList || rightList
                        ? sql(
                                "not exists (select 1 from {0} where {1} = {2})",
                                values.lists.elements(leftList ? left.sql() : right.sql(), "x"),
                                values.lists.item("x", Type.EDGE).sql(),
                                leftList ? right.sql() : left.sql())
                        : sql("{0} <> {1}", left.sql(), right.sql());
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
        Field<Object> size = values.lists.size(path);
        frame.where(condition(sql(
                "(select count(*) - count(distinct {0}) from {1} where {2} % 2 = 0) = {3}",
                values.lists.raw("p"),
                values.lists.elements(path, "p"),
                values.lists.place("p"),
                nodes.closed()
                        ? sql(
                                "case when {0} = {1} and {2} > 1 then 1 else 0 end",
                                values.lists
                                        .at(path, values.number(0).sql(), Type.NODE)
                                        .sql(),
                                values.lists
                                        .at(path, values.number(-1).sql(), Type.NODE)
                                        .sql(),
                                size)
                        : sql("0"))));
        return frame;
    }

    Frame path(BindPath path, Frame frame) {
        TrailSql trails = values.profile.trails();
        List<Field<Object>> parts = new ArrayList<>();
        for (int index = 0; index < path.edges().size(); index++) {
            String edge = path.edges().get(index);
            parts.add(
                    frame.variables.get(Expansions.steps(edge)) instanceof Binding.Value steps
                            ? steps.value().sql()
                            : trails.step(
                                    operators.key(frame, edge),
                                    operators
                                            .value(frame, path.nodes().get(index + 1))
                                            .sql()));
        }
        Field<Object> keys = trails.path(operators.key(frame, path.nodes().getFirst()), parts);
        frame.variables.put(path.variable(), new Binding.Value(SqlValue.simple(Type.PATH, keys)));
        return frame;
    }
}

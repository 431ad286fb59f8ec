package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Variable;
import java.util.List;
import org.jooq.Field;

/** Compiles functions of nodes, edges and paths. */
final class GraphFunctionCompiler {
    private final ExpressionCompiler expressions;
    private final Values values;

    GraphFunctionCompiler(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
    }

    /** A column of the row that a node or edge stands for. */
    private Field<Object> stored(String name, Expression argument, SqlValue value, Frame frame) {
        if (argument instanceof Variable variable && frame.variables.get(variable.name()) instanceof Binding.Row row) {
            return column(expressions.row(frame, row), name);
        }
        boolean node = value.type().is(Kind.NODE);
        String alias = values.names.next(node ? "n" : "e");
        return sql(
                "(select {0} from " + (node ? "node" : "edge") + " as " + alias + " where {1} = {2} and {3})",
                column(alias, name),
                column(alias, node ? "node_id" : "edge_id"),
                value.sql(),
                values.schema.inScope(alias));
    }

    SqlValue identity(Expression argument, SqlValue value, Frame frame) {
        if (!value.type().is(Kind.NODE, Kind.EDGE)) {
            return values.call("identity", value);
        }
        Field<Object> uuid = stored("uuid", argument, value, frame);
        return SqlValue.of(
                Type.STRING,
                sql(
                        "case when {0} is not null then {1} end",
                        value.sql(), values.profile.rows().uuidText(uuid)));
    }

    SqlValue labels(Expression argument, SqlValue value, Frame frame) {
        if (!value.type().is(Kind.NODE)) {
            return SqlValue.of(
                    Type.list(Type.STRING), values.call("labels", value).sql());
        }
        return SqlValue.of(
                Type.list(Type.STRING),
                sql(
                        "(select {2} from label_set as l where l.label_set_id = {0} and l.scope_id in ({1}))",
                        stored("label_set_id", argument, value, frame),
                        values.schema.scopes(),
                        values.profile.rows().labels(sql("l.labels"))));
    }

    SqlValue relation(Expression argument, SqlValue value, Frame frame) {
        if (!value.type().is(Kind.EDGE)) {
            return values.call("relation", value);
        }
        return SqlValue.of(
                Type.STRING,
                sql(
                        "(select r.name from relation as r where r.relation_id = {0} and r.scope_id in ({1}))",
                        stored("relation_id", argument, value, frame), values.schema.scopes()));
    }

    SqlValue properties(Expression argument, SqlValue value, Frame frame) {
        if (value.type().is(Kind.MAP)) {
            return value;
        }
        if (!value.type().is(Kind.NODE, Kind.EDGE)) {
            return SqlValue.of(Type.MAP, values.call("properties", value).sql());
        }
        return SqlValue.of(
                Type.MAP,
                sql(
                        "case when {0} is not null then {1} end",
                        value.sql(), values.profile.rows().properties(stored("properties", argument, value, frame))));
    }

    SqlValue keys(Expression argument, SqlValue value, Frame frame) {
        SqlValue map = properties(argument, value, frame);
        return SqlValue.of(
                Type.list(Type.STRING),
                values.let(
                        List.of(map),
                        v -> sql(
                                "case when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.lists.keys(values, v.getFirst().sql()))));
    }

    SqlValue end(String end, Expression argument, SqlValue value, Frame frame) {
        if (!value.type().is(Kind.EDGE)) {
            return values.node(values.call(end.equals("source_id") ? "source" : "target", value));
        }
        return SqlValue.of(Type.NODE, stored(end, argument, value, frame));
    }

    SqlValue pathPart(SqlValue path, int parity, Type element) {
        if (!path.type().is(Kind.PATH)) {
            return SqlValue.of(
                    Type.LIST,
                    values.call(parity == 0 ? "nodes" : "relationships", path).sql());
        }
        String each = values.names.next("j");
        return SqlValue.of(
                Type.list(element),
                sql(
                        "case when {0} is not null then {1} end",
                        path.sql(),
                        values.gather(
                                values.lists.raw(each),
                                values.lists.elements(path.sql(), each),
                                sql("{0} % 2 = " + parity, values.lists.place(each)))));
    }
}

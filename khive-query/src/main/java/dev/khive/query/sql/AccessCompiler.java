package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Index;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Slice;
import dev.khive.query.ast.Expression.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/** Compiles what is taken out of a value: properties, elements and parts of lists. */
final class AccessCompiler {
    private final ExpressionCompiler expressions;
    private final Values values;

    AccessCompiler(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
    }

    /** The stored object of a node or edge. */
    Field<Object> document(Expression operand, SqlValue value, Frame frame) {
        if (operand instanceof Variable variable && frame.variables.get(variable.name()) instanceof Binding.Row row) {
            return column(expressions.row(frame, row), "properties");
        }
        boolean node = value.type().is(Kind.NODE);
        String alias = values.names.next(node ? "n" : "e");
        return sql(
                "(select {0} from " + (node ? "node" : "edge") + " as " + alias + " where {1} = {2} and {3})",
                column(alias, "properties"),
                column(alias, node ? "node_id" : "edge_id"),
                value.sql(),
                values.schema.inScope(alias));
    }

    SqlValue property(Property property, Frame frame) {
        SqlValue operand = expressions.compile(property.operand(), frame);
        return switch (operand.type().kind()) {
            case NODE, EDGE -> stored(document(property.operand(), operand, frame), property.key());
            case NULL -> SqlValue.simple(Type.NULL, sql("null"));
            case MAP -> stored(operand.sql(), property.key());
            default -> entry(operand, property.key());
        };
    }

    private SqlValue stored(Field<Object> document, String key) {
        return new SqlValue(
                Type.ANY,
                values.profile.property(document, key),
                sql("nullif({0}, 'null')", values.profile.propertyType(document, key)),
                values.profile.propertyScalar(document, key),
                true);
    }

    /** A key of a value that is only known to be a map, node or edge when it is met. */
    private SqlValue entry(SqlValue operand, String key) {
        return SqlValue.of(
                Type.ANY,
                values.let(
                        List.of(operand),
                        v -> sql(
                                "case when {0} is null then null when {0} <> 'object' then {1} when {2} then {3}"
                                        + " when {4} then {5} when {6} then {8} else {7} end",
                                values.typeOf(v.getFirst()),
                                values.profile.fault("InvalidArgumentType"),
                                sql(
                                        "{0} -> '$.\"$node\"' is not null",
                                        v.getFirst().sql()),
                                values.profile.property(
                                        sql(
                                                "({0} -> '$.\"$node\"[3]')",
                                                v.getFirst().sql()),
                                        key),
                                sql(
                                        "{0} -> '$.\"$edge\"' is not null",
                                        v.getFirst().sql()),
                                values.profile.property(
                                        sql(
                                                "({0} -> '$.\"$edge\"[6]')",
                                                v.getFirst().sql()),
                                        key),
                                tagged(v.getFirst().sql()),
                                values.profile.property(v.getFirst().sql(), key),
                                values.call("component", v.getFirst(), ExpressionCompiler.constant(key))
                                        .sql())));
    }

    /** Whether JSON text is an object that stands for a value of its own: a temporal, a float, a path. */
    private static Field<Object> tagged(Field<Object> json) {
        return sql("({0} like '{{\"$%' and {0} not like '{{\"$$%')".replace("{{", "{"), json);
    }

    SqlValue index(Index index, Frame frame) {
        SqlValue operand = expressions.compile(index.operand(), frame);
        SqlValue key = expressions.compile(index.index(), frame);
        if (operand.type().is(Kind.NODE, Kind.EDGE, Kind.MAP)) {
            if (index.index() instanceof Literal literal && literal.value() instanceof String name) {
                return property(new Property(index.position(), index.operand(), name), frame);
            }
            Field<Object> document =
                    operand.type().is(Kind.MAP) ? operand.sql() : document(index.operand(), operand, frame);
            return SqlValue.of(Type.ANY, keyed(document, key));
        }
        if (operand.type().is(Kind.LIST) || key.type().is(Kind.INTEGER)) {
            SqlValue list = values.list(operand);
            Field<Object> element =
                    values.profile.elementAt(list.sql(), values.integer(key).sql());
            Type type = list.type().elementType();
            return type.isGraph() && !type.is(Kind.NODE, Kind.EDGE)
                    ? SqlValue.of(type, element)
                    : type.is(Kind.NODE, Kind.EDGE)
                            ? SqlValue.of(type, sql("cast({0} as integer)", element))
                            : SqlValue.of(Type.ANY, element);
        }
        if (operand.type().is(Kind.NULL)) {
            return SqlValue.simple(Type.NULL, sql("null"));
        }
        if (key.type().is(Kind.STRING)) {
            return SqlValue.of(
                    Type.ANY,
                    values.let(
                            List.of(operand),
                            v -> sql(
                                    "case when {0} is null then null when {1} then {4} when {0} <> 'object' then {2} else {3} end",
                                    values.typeOf(v.getFirst()),
                                    tagged(v.getFirst().sql()),
                                    values.profile.fault("InvalidArgumentType"),
                                    keyed(v.getFirst().sql(), key),
                                    values.call("component", v.getFirst(), key).sql())));
        }
        return values.call("element", operand, key);
    }

    private Field<Object> keyed(Field<Object> document, SqlValue key) {
        String each = values.names.next("j");
        Field<Object> name = values.string(key).sql();
        return sql(
                "(select {0} from {1} where {2} = case when {3} like '$%' then '$' || {3} else {3} end)",
                values.profile.elementJson(each), values.profile.elements(document, each), column(each, "key"), name);
    }

    SqlValue slice(Slice slice, Frame frame) {
        SqlValue list = values.list(expressions.compile(slice.operand(), frame));
        SqlValue from = slice.from() == null ? null : values.integer(expressions.compile(slice.from(), frame));
        SqlValue to = slice.to() == null ? null : values.integer(expressions.compile(slice.to(), frame));
        String each = values.names.next("j");
        List<SqlValue> parts = new ArrayList<>(List.of(list));
        if (from != null) {
            parts.add(from);
        }
        if (to != null) {
            parts.add(to);
        }
        Type element = list.type().elementType();
        return SqlValue.of(list.type(), values.let(parts, v -> {
            Field<Object> size = sql("json_array_length({0})", v.getFirst().sql());
            Field<Object> start = from == null ? sql("0") : bound(v.get(1).sql(), size);
            Field<Object> end = to == null ? size : bound(v.getLast().sql(), size);
            SqlValue item = values.iterated(each, element);
            return sql(
                    "case when {0} is not null and {1} is not null and {2} is not null then {3} end",
                    v.getFirst().sql(),
                    start,
                    end,
                    values.gather(
                            values.element(item, element),
                            values.profile.elements(v.getFirst().sql(), each),
                            sql("{0} >= {1} and {0} < {2}", column(each, "key"), start, end)));
        }));
    }

    private static Field<Object> bound(Field<Object> bound, Field<Object> size) {
        return sql("case when {0} < 0 then {0} + {1} else {0} end", bound, size);
    }
}

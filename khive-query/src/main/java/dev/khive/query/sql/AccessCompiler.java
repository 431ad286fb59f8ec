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
            Field<Object> read = frame.document(variable.name());
            return read != null ? read : column(expressions.row(frame, row), "properties");
        }
        return document(value.type().is(Kind.NODE), value.sql());
    }

    /** The stored object of the node or edge with a key. */
    Field<Object> document(boolean node, Field<Object> key) {
        String alias = values.names.next(node ? "n" : "e");
        return sql(
                "(select {0} from " + (node ? "node" : "edge") + " as " + alias + " where {1} = {2} and {3})",
                column(alias, "properties"),
                column(alias, node ? "node_id" : "edge_id"),
                key,
                values.schema.inScope(alias));
    }

    SqlValue property(Property property, Frame frame) {
        if (property.operand() instanceof Variable owner) {
            SqlValue known = frame.known(new Frame.Stored(owner.name(), property.key()));
            if (known != null) {
                return known;
            }
        }
        SqlValue operand = expressions.compile(property.operand(), frame);
        return switch (operand.type().kind()) {
            case NODE, EDGE -> values.carriers.property(document(property.operand(), operand, frame), property.key());
            case NULL -> values.nothing(Type.NULL);
            case MAP -> values.carriers.property(operand.sql(), property.key());
            default -> entry(operand, property.key());
        };
    }

    /** A key of a value that is only known to be a map, node or edge when it is met. */
    private SqlValue entry(SqlValue operand, String key) {
        CarrierSql carriers = values.carriers;
        return SqlValue.of(Type.ANY, values.let(List.of(operand), v -> {
            Field<Object> map = values.json(v.getFirst());
            Field<Object> found = sql(
                    "case when {0} then {1} when {2} then {3} when {4} then {5} else {6} end",
                    carriers.hasTag(map, "$node"),
                    carriers.property(carriers.part(map, "$node", 3), key).sql(),
                    carriers.hasTag(map, "$edge"),
                    carriers.property(carriers.part(map, "$edge", 6), key).sql(),
                    carriers.isTagged(map),
                    values.call("component", v.getFirst(), values.constant(key, Type.STRING))
                            .sql(),
                    carriers.property(map, key).sql());
            return values.byKind(v.getFirst(), values.wrong(Type.ANY).ofMap(found));
        }));
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
            return values.lists.at(
                    list.sql(), values.integer(key).sql(), list.type().elementType());
        }
        if (operand.type().is(Kind.NULL)) {
            return values.nothing(Type.NULL);
        }
        if (key.type().is(Kind.STRING)) {
            return SqlValue.of(Type.ANY, values.let(List.of(operand), v -> {
                Field<Object> map = values.json(v.getFirst());
                Field<Object> found = sql(
                        "case when {0} then {1} else {2} end",
                        values.carriers.isTagged(map),
                        values.call("component", v.getFirst(), key).sql(),
                        keyed(map, key));
                return values.byKind(v.getFirst(), values.wrong(Type.ANY).ofMap(found));
            }));
        }
        return values.call("element", operand, key);
    }

    private Field<Object> keyed(Field<Object> document, SqlValue key) {
        return values.carriers.member(document, values.string(key).sql());
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
            Field<Object> size = values.lists.size(v.getFirst().sql());
            Field<Object> start =
                    from == null ? values.number(0).sql() : bound(v.get(1).sql(), size);
            Field<Object> end = to == null ? size : bound(v.getLast().sql(), size);
            SqlValue item = values.lists.item(each, element);
            return sql(
                    "case when {0} is not null and {1} is not null and {2} is not null then {3} end",
                    v.getFirst().sql(),
                    start,
                    end,
                    values.gather(
                            values.element(item, element),
                            values.lists.elements(v.getFirst().sql(), each),
                            sql("{0} >= {1} and {0} < {2}", values.lists.place(each), start, end)));
        }));
    }

    private static Field<Object> bound(Field<Object> bound, Field<Object> size) {
        return sql("case when {0} < 0 then {0} + {1} else {0} end", bound, size);
    }
}

package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.ExpressionChecker;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.ListComprehension;
import dev.khive.query.ast.Expression.ListLiteral;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.MapLiteral;
import dev.khive.query.ast.Expression.Quantifier;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Compiles lists and maps, what goes through a list, and IN. */
final class ListCompiler {
    private static final int SHORT_LIST = 20;
    private static final String ANY =
            "case when count(*) filter (where c) > 0 then true when count(*) > count(c) then null else false end";

    private final ExpressionCompiler expressions;
    private final Values values;

    ListCompiler(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
    }

    SqlValue in(Binary binary, SqlValue needle, SqlValue haystack, Frame frame) {
        if (binary.right() instanceof ListLiteral list && list.elements().size() <= SHORT_LIST) {
            List<Field<Object>> parts = new ArrayList<>();
            if (list.elements().isEmpty()) {
                // A bare number in GROUP BY or ORDER BY would stand for a column.
                return SqlValue.of(Type.BOOLEAN, sql("(1 = 0)"));
            }
            return SqlValue.of(Type.BOOLEAN, values.let(List.of(needle), v -> {
                list.elements()
                        .forEach(element -> parts.add(
                                expressions.comparisons().equal(v.getFirst(), expressions.compile(element, frame))));
                return Sql.or(parts);
            }));
        }
        SqlValue list = values.list(haystack);
        String each = values.names.next("j");
        return SqlValue.of(Type.BOOLEAN, values.let(List.of(needle, list), v -> {
            SqlValue element = values.lists.item(each, list.type().elementType());
            Field<Object> equal = expressions.comparisons().equal(v.get(0), element);
            return sql(
                    "case when {0} is not null then {1} end",
                    v.get(1).sql(),
                    values.decide(ANY, equal, values.lists.elements(v.get(1).sql(), each)));
        }));
    }

    SqlValue listLiteral(ListLiteral list, Frame frame) {
        if (!list.elements().isEmpty() && list.elements().stream().allMatch(Literal.class::isInstance)) {
            return constants(list);
        }
        List<SqlValue> elements = new ArrayList<>();
        list.elements().forEach(element -> elements.add(expressions.compile(element, frame)));
        Type element = elements.stream().map(SqlValue::type).reduce(Type.NULL, Type::join);
        Type type = element.is(Kind.NULL) ? Type.ANY : element;
        List<Field<Object>> parts = new ArrayList<>();
        for (SqlValue value : elements) {
            SqlValue fitted = SqlValue.of(
                    type.isGraph() ? type : value.type(), expressions.as(value, type.isGraph() ? type : value.type()));
            parts.add(values.element(fitted, type));
        }
        if (parts.isEmpty()) {
            return SqlValue.simple(Type.LIST, values.lists.empty());
        }
        return SqlValue.of(Type.list(type), values.lists.of(parts));
    }

    /** A list of constants is one value. */
    private SqlValue constants(ListLiteral list) {
        List<@Nullable Object> items = new ArrayList<>();
        Type element = Type.NULL;
        for (Expression item : list.elements()) {
            Object value = item instanceof Literal literal ? literal.value() : null;
            items.add(value);
            element = element.join(ExpressionChecker.ofValue(value));
        }
        return values.constant(JsonValues.writeValue(items), Type.list(element.is(Kind.NULL) ? Type.ANY : element));
    }

    SqlValue mapLiteral(MapLiteral map, Frame frame) {
        Map<String, Field<Object>> entries = new java.util.LinkedHashMap<>();
        map.entries()
                .forEach(entry -> entries.put(entry.key(), values.json(expressions.compile(entry.value(), frame))));
        return SqlValue.of(Type.MAP, values.lists.map(List.copyOf(entries.keySet()), List.copyOf(entries.values())));
    }

    SqlValue comprehension(ListComprehension comprehension, Frame frame) {
        SqlValue list = values.list(expressions.compile(comprehension.list(), frame));
        String each = values.names.next("j");
        Frame inner =
                iteration(frame, comprehension.variable(), each, list.type().elementType());
        SqlValue item = expressions.compile(
                comprehension.result() == null
                        ? new Variable(comprehension.position(), comprehension.variable())
                        : comprehension.result(),
                inner);
        Field<Object> condition =
                comprehension.where() == null ? sql("true") : expressions.truth(comprehension.where(), inner);
        return SqlValue.of(
                Type.list(item.type()),
                values.let(
                        List.of(list),
                        v -> sql(
                                "case when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.gather(
                                        values.element(item, item.type()),
                                        values.lists.elements(v.getFirst().sql(), each),
                                        condition))));
    }

    /** The frame inside of an iteration; rows that it asks for are joined outside. */
    private Frame iteration(Frame frame, String variable, String each, Type element) {
        Frame inner = frame.iteration();
        inner.variables.put(variable, new Binding.Value(values.lists.item(each, element)));
        return inner;
    }

    SqlValue quantifier(Quantifier quantifier, Frame frame) {
        SqlValue list = values.list(expressions.compile(quantifier.list(), frame));
        String each = values.names.next("j");
        Frame inner = frame.iteration();
        inner.variables.put(
                quantifier.variable(),
                new Binding.Value(values.lists.item(each, list.type().elementType())));
        Field<Object> condition = expressions.truth(quantifier.where(), inner);
        String decide = switch (quantifier.kind()) {
            case ALL ->
                "case when count(*) filter (where not c) > 0 then false when count(*) > count(c) then null"
                        + " else true end";
            case ANY -> ANY;
            case NONE ->
                "case when count(*) filter (where c) > 0 then false when count(*) > count(c) then null else true end";
            case SINGLE ->
                "case when count(*) filter (where c) > 1 then false when count(*) > count(c) then null"
                        + " else count(*) filter (where c) = 1 end";
        };
        return SqlValue.of(
                Type.BOOLEAN,
                values.let(
                        List.of(list),
                        v -> sql(
                                "case when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.decide(
                                        decide,
                                        condition,
                                        values.lists.elements(v.getFirst().sql(), each)))));
    }
}

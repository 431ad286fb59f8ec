package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Comparisons in PostgreSQL: numbers of different types by their exact values, equal texts and booleans as {@code jsonb}. */
final class PostgresComparisons extends Comparisons {
    /** How many characters of a text an index holds. */
    private static final int KEY_LENGTH = 200;

    PostgresComparisons(Values values) {
        super(values);
    }

    /** What numbers compare by. */
    private static Field<Object> exact(SqlValue number) {
        return switch (number.type().kind()) {
            case INTEGER -> sql("({0})::numeric", number.sql());
            case FLOAT -> sql("khive_exact(khive_float_json({0}))", number.sql());
            default -> sql("khive_exact({0})", number.sql());
        };
    }

    @Override
    protected Field<Object> numbers(String operator, SqlValue left, SqlValue right) {
        boolean same = left.type().equals(right.type()) && left.type().is(Kind.INTEGER, Kind.FLOAT);
        return sql("({0} " + operator + " {1})", same ? left.sql() : exact(left), same ? right.sql() : exact(right));
    }

    @Override
    protected Field<Object> anyEqualsScalar(SqlValue any, SqlValue scalar) {
        return scalar.type().isNumeric()
                ? sql(
                        "case when jsonb_typeof({0}) = 'number' then {1} = {2}"
                                + " when {0} is not null and {3} is not null then false end",
                        any.sql(), exact(any), exact(scalar), scalar.sql())
                : sql("({0} = {1})", any.sql(), values.json(scalar));
    }

    @Override
    protected Field<Object> anyEqual(SqlValue left, SqlValue right) {
        return sql(
                "case when jsonb_typeof({0}) in ('array', 'object') and jsonb_typeof({0}) = jsonb_typeof({1}) then {2}"
                        + " when jsonb_typeof({0}) = 'number' and jsonb_typeof({1}) = 'number' then {3} = {4}"
                        + " else {0} = {1} end",
                left.sql(), right.sql(), values.call("equal", left, right).sql(), exact(left), exact(right));
    }

    @Override
    protected Field<Object> anyOrdered(String operator, SqlValue left, SqlValue right) {
        List<QueryPart> parts = new ArrayList<>(List.of(
                is(left, "array", Kind.LIST),
                is(left, "object", Kind.MAP),
                is(right, "array", Kind.LIST),
                is(right, "object", Kind.MAP),
                values.call("compare", values.name(operator), left, right).sql()));
        StringBuilder template = new StringBuilder("case");
        if (can(left, Kind.INTEGER, Kind.FLOAT, Kind.NUMBER) && can(right, Kind.INTEGER, Kind.FLOAT, Kind.NUMBER)) {
            when(template, parts, "number", left, right, exact(left), operator, exact(right));
        }
        if (can(left, Kind.STRING) && can(right, Kind.STRING)) {
            when(template, parts, "string", left, right, values.textOf(left), operator, values.textOf(right));
        }
        if (can(left, Kind.BOOLEAN) && can(right, Kind.BOOLEAN)) {
            when(template, parts, "boolean", left, right, truthOf(left), operator, truthOf(right));
        }
        template.append(" when {0} or {1} or {2} or {3} then {4} end");
        return sql(template.toString(), parts.toArray(QueryPart[]::new));
    }

    private static boolean can(SqlValue value, Kind... kinds) {
        return value.type().is(Kind.ANY) || value.type().is(kinds);
    }

    private static Field<Object> is(SqlValue value, String type, Kind kind) {
        return value.type().is(Kind.ANY)
                ? sql("jsonb_typeof({0}) = '" + type + "'", value.sql())
                : sql(value.type().is(kind) ? "true" : "false");
    }

    private static void when(
            StringBuilder template,
            List<QueryPart> parts,
            String type,
            SqlValue left,
            SqlValue right,
            Field<Object> a,
            String operator,
            Field<Object> b) {
        int first = parts.size();
        parts.addAll(List.of(ofType(left, type), ofType(right, type), a, b));
        template.append(
                " when {%d} and {%d} then {%d} %s {%d}".formatted(first, first + 1, first + 2, operator, first + 3));
    }

    private static Field<Object> ofType(SqlValue value, String type) {
        return value.type().is(Kind.ANY)
                ? sql("jsonb_typeof({0}) = '" + type + "'", value.sql())
                : sql("{0} is not null", value.sql());
    }

    private Field<Object> truthOf(SqlValue value) {
        return value.type().is(Kind.ANY) ? values.carriers.truthOf(value) : value.sql();
    }

    @Override
    protected List<Field<Object>> anySortKeys(SqlValue value, String way) {
        return List.of(
                sql(
                        "case jsonb_typeof({0}) when 'number' then 80 when 'string' then 60 when 'boolean' then 70"
                                + " when 'array' then 40 when 'object' then {1} else 100 end" + way,
                        value.sql(),
                        values.call("rank", value).sql()),
                sql("case jsonb_typeof({0}) when 'number' then {1} end" + way, value.sql(), exact(value)),
                sql("case jsonb_typeof({0}) when 'string' then {1} end" + way, value.sql(), values.textOf(value)),
                sql(
                        "case when jsonb_typeof({0}) in ('boolean', 'array', 'object') then {1} end" + way,
                        value.sql(),
                        values.call("order_key", value).sql()));
    }

    @Override
    protected Field<Object> sortable(SqlValue value) {
        if (value.type().is(Kind.NUMBER)) {
            return exact(value);
        }
        // A bare true or false, which a test of labels can come to, is no key to sort by.
        return value.type().is(Kind.BOOLEAN) ? sql("({0})::boolean", value.sql()) : value.sql();
    }

    /** Beside the comparison stands that of the keys of a declared index, which finds the rows among which it holds. */
    @Override
    protected @Nullable Field<Object> selective(
            Field<Object> document, String key, ComparisonOperator operator, SqlValue value) {
        Field<Object> path = path(key);
        SqlValue property = values.carriers.property(document, key);
        if (value.type().is(Kind.STRING)) {
            return sql(
                    "(khive_text_key({0}, {1}) collate \"C\" {2} left({3}, " + KEY_LENGTH
                            + ") and {4} {5} {3} and {6})",
                    document,
                    path,
                    sql(keyOperator(operator)),
                    value.sql(),
                    values.carriers.textOf(property),
                    sql(symbol(operator)),
                    values.carriers.isText(property));
        }
        return value.type().isNumeric() && operator == ComparisonOperator.EQUAL
                ? sql(
                        "(khive_number_key({0}, {1}) = {2} and {3} = {4} and jsonb_typeof({5}) = 'number')",
                        document, path, values.carriers.real(value), exact(property), exact(value), property.sql())
                : null;
    }

    /** Keys are cut, and in the same order. */
    private static String keyOperator(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> "=";
            case LESS, LESS_OR_EQUAL -> "<=";
            case GREATER, GREATER_OR_EQUAL -> ">=";
        };
    }

    private static Field<Object> path(String key) {
        String stored = JsonValues.encodeKey(key);
        return sql("{0}::text[]", Sql.text("{\"" + stored.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"));
    }

    /**
     * Keys are floats, in the order of the numbers but for those that no float tells apart; infinite ones are keys alone. Below 2^53
     * floats tell all integers apart, so that a bound there holds of a number where it holds of its key, and only greater bounds are
     * compared with the numbers themselves.
     */
    @Override
    protected Field<Object> between(Field<Object> document, String key, List<Bound> bounds) {
        SqlValue property = values.carriers.property(document, key);
        Field<Object> number = sql("khive_number_key({0}, {1})", document, path(key));
        List<Field<Object>> keys = new ArrayList<>();
        List<Field<Object>> told = new ArrayList<>();
        List<Field<Object>> numbers = new ArrayList<>();
        for (Bound bound : bounds) {
            Field<Object> real = values.carriers.real(bound.value());
            Field<Object> small = isToldByFloats(bound.value());
            String operator = symbol(bound.operator());
            keys.add(sql("{0} {1} {2}", number, sql(keyOperator(bound.operator())), real));
            if (!operator.equals(keyOperator(bound.operator()))) {
                keys.add(sql(
                        "{0} {1} case when {2} then {3} else {4}::double precision end",
                        number, sql(operator), small, real, sql(bound.isLower() ? "'-Infinity'" : "'Infinity'")));
            }
            told.add(small);
            numbers.add(sql("{0} {1} {2}", exact(property), sql(operator), exact(bound.value())));
        }
        return sql(
                "({0} and ({1} or case jsonb_typeof({2}) when 'number' then {3} else true end))",
                Sql.joined(" and ", keys), Sql.and(told), property.sql(), Sql.joined(" and ", numbers));
    }

    /** Whether no other number that is stored has the float of this one; what is not to be written several times is not asked. */
    private static Field<Object> isToldByFloats(SqlValue number) {
        return number.simple() ? sql("{0} between -9007199254740991 and 9007199254740991", number.sql()) : sql("false");
    }

    /** Numbers below 2^53 are in the order of their digits, whether they are integers or floats. */
    @Override
    protected List<Field<Object>> sampled(SqlValue property) {
        return List.of(
                sql(
                        "case jsonb_typeof({0}) when 'number' then"
                                + " case when abs(({0})::numeric) < 9007199254740992 then ({0})::numeric end end",
                        property.sql()),
                sql(
                        "case jsonb_typeof({0}) when 'string' then {1} end",
                        property.sql(), values.carriers.textOf(property)));
    }

    @Override
    protected List<Field<Object>> sampleKeys(String sample, boolean descending) {
        Field<Object> numbers = column(sample, "v1");
        Field<Object> texts = column(sample, "v2");
        return descending
                ? List.of(sql("{0} desc nulls last", numbers), sql("{0} desc nulls last", texts))
                : List.of(sql("{0} nulls last", texts), sql("{0} nulls last", numbers));
    }

    /** An equality, which is taken to hold for few rows. */
    @Override
    protected Field<Object> reaches(Field<Object> stored, String sample, String mark, boolean descending) {
        String later = descending ? "<" : ">";
        Field<Object> number = marked(mark, "v1");
        Field<Object> text = marked(mark, "v2");
        Field<Object> other = descending
                ? sql("1")
                : sql(
                        "case when {0} is null and ({1} is not null or {2} is not null) then 0 else 1 end",
                        stored, number, text);
        return sql(
                "(case jsonb_typeof({0}) when 'number' then case when ({0})::numeric " + later
                        + " {1} then 0 else 1 end" + " when 'string' then case when {2} " + later
                        + " {3} then 0 else 1 end else {4} end = 1)",
                stored,
                number,
                values.carriers.textOf(SqlValue.simple(Type.ANY, stored)),
                text,
                other);
    }

    private static Field<Object> marked(String mark, String column) {
        return sql("(select {0} from {1})", column(mark, column), DSL.table(DSL.name(mark)));
    }

    @Override
    protected boolean reachesByColumn() {
        return true;
    }

    @Override
    protected List<Field<Object>> boundedSortKeys(Field<Object> document, String key, String way) {
        return List.of(
                sql("khive_number_key({0}, {1})" + way, document, path(key)),
                sql("{0}" + way, exact(values.carriers.property(document, key))));
    }

    @Override
    protected Field<Object> among(Field<Object> document, String key, SqlValue list) {
        SqlValue property = values.carriers.property(document, key);
        String each = values.names.next("j");
        Field<Object> elements = values.lists.elements(list.sql(), each);
        SqlValue element = SqlValue.simple(Type.ANY, values.lists.raw(each));
        return list.type().elementType().is(Kind.STRING)
                ? sql(
                        "(khive_text_key({0}, {1}) collate \"C\" = any (array(select left({2}, " + KEY_LENGTH
                                + ") from {3})) and {4} = any (array(select {5} from {3})))",
                        document,
                        path(key),
                        values.carriers.textOf(element),
                        elements,
                        property.sql(),
                        element.sql())
                : sql(
                        "(khive_number_key({0}, {1}) = any (array(select {2} from {3}))"
                                + " and {4} = any (array(select {5} from {3})))",
                        document,
                        path(key),
                        values.carriers.real(SqlValue.simple(Type.NUMBER, element.sql())),
                        elements,
                        exact(property),
                        exact(element));
    }

    /** No text goes on with more than a key's length of the greatest character. */
    @Override
    protected Field<Object> startsWith(Field<Object> document, String key, SqlValue prefix) {
        SqlValue property = values.carriers.property(document, key);
        return sql(
                "(khive_text_key({0}, {1}) collate \"C\" >= left({2}, " + KEY_LENGTH
                        + ") and khive_text_key({0}, {1}) collate \"C\" <= left({2} || repeat(chr(1114111), "
                        + KEY_LENGTH
                        + "), " + KEY_LENGTH + ") and {3} and {4})",
                document,
                path(key),
                prefix.sql(),
                values.carriers.isText(property),
                values.profile.texts().startsWith(values.carriers.textOf(property), prefix.sql()));
    }
}

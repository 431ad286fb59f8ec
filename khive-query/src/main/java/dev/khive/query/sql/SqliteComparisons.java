package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression.ComparisonOperator;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Comparisons in SQLite, where numbers and texts compare whatever column they come from. */
final class SqliteComparisons extends Comparisons {
    private static final String NUMBER = "('integer', 'real')";
    private static final String BOOLEAN = "('true', 'false')";
    private static final String CONTAINER = "('array', 'object')";

    SqliteComparisons(Values values) {
        super(values);
    }

    /** The JSON type of any value as text, NULL for null. */
    static Field<Object> typeOf(Values values, SqlValue value) {
        return switch (value.type().kind()) {
            case INTEGER -> present(value, "'integer'");
            case FLOAT -> present(value, "'real'");
            case STRING -> present(value, "'text'");
            case LIST -> present(value, "'array'");
            case MAP, NODE, EDGE, PATH -> present(value, "'object'");
            case BOOLEAN -> values.json(value);
            default ->
                SqliteCarriers.typeOf(value.type().is(Kind.ANY) ? value : SqlValue.of(Type.ANY, values.json(value)));
        };
    }

    private static Field<Object> present(SqlValue value, String type) {
        return sql("case when {0} is not null then " + type + " end", value.sql());
    }

    private Field<Object> typeOf(SqlValue value) {
        return typeOf(values, value);
    }

    private static Field<Object> scalar(SqlValue value) {
        return value.type().is(Kind.ANY) ? SqliteCarriers.scalar(value) : value.sql();
    }

    @Override
    protected Field<Object> numbers(String operator, SqlValue left, SqlValue right) {
        return sql("({0} " + operator + " {1})", left.sql(), right.sql());
    }

    @Override
    protected Field<Object> anyEqualsScalar(SqlValue any, SqlValue scalar) {
        String same = scalar.type().is(Kind.STRING)
                ? "{0} = 'text' then {1} = {2}"
                : scalar.type().is(Kind.BOOLEAN)
                        ? "{0} in " + BOOLEAN + " then ({0} = 'true') = {2}"
                        : "{0} in " + NUMBER + " then {1} = {2}";
        return sql(
                "case when " + same + " when {0} is not null and {2} is not null then 0 end",
                typeOf(any),
                scalar(any),
                scalar.sql());
    }

    @Override
    protected Field<Object> anyEqual(SqlValue left, SqlValue right) {
        return sql(
                "case when {0} is null or {1} is null then null"
                        + " when {0} in " + NUMBER + " and {1} in " + NUMBER + " then {2} = {3}"
                        + " when {0} = 'text' and {1} = 'text' then {2} = {3}"
                        + " when {0} in ('array', 'object') and {0} = {1} then {4}"
                        + " when {0} in ('array', 'object', 'text') then 0"
                        + " else {0} = {1} end",
                typeOf(left),
                typeOf(right),
                scalar(left),
                scalar(right),
                values.call("equal", left, right).sql());
    }

    /** Numbers with numbers, text with text, booleans with booleans here, the rest by a function. */
    @Override
    protected Field<Object> anyOrdered(String operator, SqlValue left, SqlValue right) {
        return sql(
                "case when {0} in " + NUMBER + " and {1} in " + NUMBER + " or {0} = 'text' and {1} = 'text' then {2} "
                        + operator + " {3} when {0} in " + BOOLEAN + " and {1} in " + BOOLEAN + " then {4} " + operator
                        + " {5} when {0} in " + CONTAINER + " or {1} in " + CONTAINER + " then {6} end",
                typeOf(left),
                typeOf(right),
                scalar(left),
                scalar(right),
                truthOrNull(left),
                truthOrNull(right),
                values.call("compare", values.name(operator), left, right).sql());
    }

    private Field<Object> truthOrNull(SqlValue value) {
        return value.type().is(Kind.BOOLEAN) ? value.sql() : sql("({0} = 'true')", typeOf(value));
    }

    @Override
    protected List<Field<Object>> anySortKeys(SqlValue value, String way) {
        SqlValue asked = value.asked();
        Field<Object> rank = sql(
                "case {0} when 'text' then 60 when 'true' then 70 when 'false' then 70 when 'integer' then 80"
                        + " when 'real' then 80 when 'array' then 40 when 'object' then {1} else 100 end",
                typeOf(asked), values.call("rank", asked).sql());
        Field<Object> within = sql(
                "case {0} when 'true' then 1 when 'false' then 0 when 'array' then {2} when 'object' then {2}"
                        + " else {1} end",
                typeOf(asked), scalar(value), values.call("order_key", asked).sql());
        if (value.kept()) {
            // The value itself tells most numbers and texts from booleans, lists and maps.
            rank = sql(
                    "case when {0} between 2 and 9e999 then 80 when {0} < 0 or typeof({0}) = 'real' then 80"
                            + " when {0} is null then 100 when {0} >= '' and substr({0}, 1, 1) not in ('{', '[') then 60"
                            + " else {1} end",
                    scalar(value), rank);
            within = sql(
                    "case when {0} < '' or substr({0}, 1, 1) not in ('{', '[') then {0} else {1} end",
                    scalar(value), within);
        }
        return List.of(sql("{0}" + way, rank), sql("{0}" + way, within));
    }

    @Override
    protected @Nullable Field<Object> selective(
            Field<Object> document, String key, ComparisonOperator operator, SqlValue value) {
        boolean text = value.type().is(Kind.STRING);
        boolean number = value.type().isNumeric() && operator == ComparisonOperator.EQUAL;
        SqlValue stored = values.carriers.property(document, key);
        return text || number
                ? sql(
                        "({0} " + symbol(operator) + " {1} and {2} " + (text ? "= 'text'" : "in ('integer', 'real')")
                                + ")",
                        scalar(stored),
                        value.sql(),
                        typeOf(stored))
                : null;
    }

    /**
     * In an index numbers come first, booleans among them, then texts, and everything else as its text, floats that are not
     * finite too: above all bounds there are those that are infinite, and below none. What is below all texts and is neither 0 nor
     * 1 is a number whatever its JSON says, and its JSON is not asked.
     */
    @Override
    protected Field<Object> between(Field<Object> document, String key, List<Bound> bounds) {
        SqlValue stored = values.carriers.property(document, key);
        Field<Object> scalar = scalar(stored);
        Field<Object> type = typeOf(stored);
        boolean below = bounds.stream().anyMatch(Bound::isLower);
        boolean above = !bounds.stream().allMatch(Bound::isLower);
        Field<Object> infinite = Sql.text(below ? "{\"$float\":\"Infinity\"}" : "{\"$float\":\"-Infinity\"}");
        List<Field<Object>> parts = new ArrayList<>();
        for (Bound bound : bounds) {
            String compared = "{0} " + symbol(bound.operator()) + " {1}";
            parts.add(sql(
                    below ? compared : "(" + compared + " or {0} = {2})",
                    scalar,
                    bound.value().sql(),
                    infinite));
        }
        parts.add(
                below && above
                        ? sql("({0} not in (0, 1) or {1} in " + NUMBER + ")", scalar, type)
                        : sql(
                                "({1} < '' and {1} not in (0, 1) or"
                                        + " case {0} when 'integer' then 1 when 'real' then 1 when 'object' then {1} = {2} end)",
                                type, scalar, infinite));
        return Sql.and(parts);
    }

    @Override
    protected List<Field<Object>> sampled(SqlValue property) {
        return List.of(
                sql("case when {0} in ('integer', 'real', 'text') then {1} end", typeOf(property), scalar(property)));
    }

    @Override
    protected List<Field<Object>> sampleKeys(String sample, boolean descending) {
        Field<Object> value = column(sample, "v1");
        return descending
                ? List.of(sql("{0} is null", value), sql("typeof({0}) = 'text'", value), sql("{0} desc", value))
                : List.of(sql("{0} is null", value), sql("typeof({0}) <> 'text'", value), value);
    }

    /** What comes later is a span, so that the property is read once. */
    @Override
    protected Field<Object> reaches(Field<Object> stored, String sample, String mark, boolean descending) {
        return descending ? descending(stored, sample, mark) : ascending(stored, sample, mark);
    }

    /** To the next lesser number, or to the next lesser text of those that no map can be. */
    private static Field<Object> descending(Field<Object> stored, String sample, String mark) {
        return sql(
                "({0} between (select case typeof(m.v1) when 'text' then '' else -9e999 end from {2} as m)"
                        + " and (select max(s.v1) from {1} as s cross join {2} as m where s.v1 < m.v1"
                        + " and (typeof(m.v1) <> 'text' or s.v1 >= '' and s.v1 < '{'))) is not true",
                stored, DSL.table(DSL.name(sample)), DSL.table(DSL.name(mark)));
    }

    /** From the next greater number that is no boolean, or from the next greater text to the first that a list or map can be. */
    private static Field<Object> ascending(Field<Object> stored, String sample, String mark) {
        Field<Object> next = sql(
                "(select min(s.v1) from {0} as s cross join {1} as m where s.v1 > m.v1 and case typeof(m.v1)"
                        + " when 'text' then substr(s.v1, 1, 1) not in ('[', '{') else s.v1 > 1 and s.v1 < '' end)",
                DSL.table(DSL.name(sample)), DSL.table(DSL.name(mark)));
        return sql(
                "not coalesce({0} between {1} and (select case when l.v1 < '' then 9e999"
                        + " when l.v1 < '[' then 'Z' || char(1114111) when l.v1 < '{' then 'z' || char(1114111)"
                        + " else cast(x'ff' as text) end from (select {1} as v1) as l), {1} is not null)",
                stored, next);
    }

    @Override
    protected boolean reachesByColumn() {
        return false;
    }

    @Override
    protected List<Field<Object>> boundedSortKeys(Field<Object> document, String key, String way) {
        return List.of(sql("{0}" + way, scalar(values.carriers.property(document, key))));
    }

    @Override
    protected Field<Object> among(Field<Object> document, String key, SqlValue list) {
        SqlValue stored = values.carriers.property(document, key);
        String each = values.names.next("j");
        return sql(
                "({0} in (select {1} from {2}) and {3} "
                        + (list.type().elementType().is(Kind.STRING) ? "= 'text'" : "in " + NUMBER) + ")",
                scalar(stored),
                values.lists.raw(each),
                values.lists.elements(list.sql(), each),
                typeOf(stored));
    }

    /** The byte FF is in no text of UTF-8 and above all that are. */
    @Override
    protected Field<Object> startsWith(Field<Object> document, String key, SqlValue prefix) {
        SqlValue stored = values.carriers.property(document, key);
        return sql(
                "({0} >= {1} and {0} < {1} || cast(x'ff' as text) and {2} = 'text' and {3})",
                scalar(stored),
                prefix.sql(),
                typeOf(stored),
                values.profile.texts().startsWith(scalar(stored), prefix.sql()));
    }
}

package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import java.util.List;
import org.jooq.Field;

/** Texts in SQLite. */
final class SqliteTexts implements TextSql {
    @Override
    public Field<Object> startsWith(Field<Object> text, Field<Object> part) {
        return sql("substr({0}, 1, length({1})) = {1}", text, part);
    }

    @Override
    public Field<Object> endsWith(Field<Object> text, Field<Object> part) {
        return sql("(length({1}) = 0 or substr({0}, -length({1})) = {1} and length({0}) >= length({1}))", text, part);
    }

    @Override
    public Field<Object> contains(Field<Object> text, Field<Object> part) {
        return sql("instr({0}, {1}) > 0", text, part);
    }

    @Override
    public Field<Object> isAscii(Field<Object> text) {
        return sql("length({0}) = length(cast({0} as blob))", text);
    }

    @Override
    public Field<Object> trimmed(String side, Field<Object> text, Field<Object> characters) {
        return sql(side + "({0}, {1})", text, characters);
    }

    @Override
    public Field<Object> part(Field<Object> text, Field<Object> start, Field<Object> length) {
        return sql("substr({0}, {1} + 1, {2})", text, start, length);
    }

    @Override
    public Field<Object> end(Field<Object> text, Field<Object> length) {
        return sql("substr({0}, max(length({0}) - {1}, 0) + 1)", text, length);
    }

    /** The shortest digits that read back as the same float; magnitudes written with an exponent by a function. */
    @Override
    public Field<Object> ofNumber(Values values, SqlValue number) {
        return number.type().is(Kind.INTEGER)
                ? sql("cast({0} as text)", number.sql())
                : sql(
                        "case when typeof({0}) <> 'real' then cast({0} as text)"
                                + " when {0} <> 0 and (abs({0}) >= 1e7 or abs({0}) < 1e-3) then {1}"
                                + " when cast(printf('%!.15g', {0}) as real) = {0} then printf('%!.15g', {0})"
                                + " when cast(printf('%!.16g', {0}) as real) = {0} then printf('%!.16g', {0})"
                                + " else printf('%!.17g', {0}) end",
                        number.sql(),
                        values.call("text", SqlValue.simple(Type.FLOAT, number.sql()))
                                .sql());
    }

    @Override
    public Field<Object> integer(Values values, SqlValue number) {
        return sql(
                "case when typeof({0}) = 'integer' then {0} when abs({0}) < 9e18 then cast({0} as integer)"
                        + " when {0} is not null then {1} end",
                number.sql(), values.carriers.fault("IntegerOverflow", Type.INTEGER));
    }

    @Override
    public Field<Object> integer(Values values, Field<Object> text) {
        return numberOfText(
                values,
                "to_integer",
                text,
                "case when abs(cast({0} as real)) < 9e15 then cast(cast({0} as real) as integer)"
                        + " when json_type({0}) = 'integer' and length({0}) < 19 then cast({0} as integer) else {1} end");
    }

    @Override
    public Field<Object> real(Values values, SqlValue number) {
        return sql("cast({0} as real)", number.sql());
    }

    @Override
    public Field<Object> real(Values values, Field<Object> text) {
        return numberOfText(values, "float_of_text", text, "cast({0} as real)");
    }

    /** Text that looks like a JSON number is one; text without digits is none; anything between is read by a function. */
    private static Field<Object> numberOfText(Values values, String function, Field<Object> text, String conversion) {
        return values.let(
                List.of(SqlValue.of(Type.STRING, sql("trim({0})", text))),
                v -> sql(
                        "case when {0} is null or {0} not glob '*[0-9]*' and lower({0}) not in ('nan', 'infinity',"
                                + " '-infinity', '+infinity') then null"
                                + " when {0} glob '*[^-0-9.eE+]*' then case when {0} glob '*[xX_]*' or {0} glob"
                                + " '*[0-9][dDfF]' or {0} not glob '*[0-9]*' then {1} end"
                                + " when json_valid({0}) then " + conversion + " else {1} end",
                        v.getFirst().sql(),
                        values.call(function, v.getFirst()).sql()));
    }
}

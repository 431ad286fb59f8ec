package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import org.jooq.Field;

/** Texts in PostgreSQL, whose functions take 32-bit places. */
final class PostgresTexts implements TextSql {
    @Override
    public Field<Object> startsWith(Field<Object> text, Field<Object> part) {
        return sql("starts_with({0}, {1})", text, part);
    }

    @Override
    public Field<Object> endsWith(Field<Object> text, Field<Object> part) {
        return sql("(right({0}, length({1})) = {1})", text, part);
    }

    @Override
    public Field<Object> contains(Field<Object> text, Field<Object> part) {
        return sql("(strpos({0}, {1}) > 0)", text, part);
    }

    @Override
    public Field<Object> isAscii(Field<Object> text) {
        return sql("(octet_length({0}) = length({0}))", text);
    }

    @Override
    public Field<Object> trimmed(String side, Field<Object> text, Field<Object> characters) {
        return sql((side.equals("trim") ? "btrim" : side) + "({0}, {1})", text, characters);
    }

    @Override
    public Field<Object> part(Field<Object> text, Field<Object> start, Field<Object> length) {
        return sql(
                "substr({0}, least({1}, 2147483646)::integer + 1, least({2}, 2147483647)::integer)",
                text, start, length);
    }

    @Override
    public Field<Object> end(Field<Object> text, Field<Object> length) {
        return sql("right({0}, least({1}, 2147483647)::integer)", text, length);
    }

    @Override
    public Field<Object> ofNumber(Values values, SqlValue number) {
        return number.type().is(Kind.INTEGER)
                ? sql("(({0})::text collate \"C\")", number.sql())
                : values.call("text", number).sql();
    }

    @Override
    public Field<Object> integer(Values values, SqlValue number) {
        return number.type().is(Kind.INTEGER)
                ? number.sql()
                : values.call("to_integer", number).sql();
    }

    @Override
    public Field<Object> integer(Values values, Field<Object> text) {
        return values.call("to_integer", SqlValue.simple(Type.STRING, text)).sql();
    }

    @Override
    public Field<Object> real(Values values, Field<Object> text) {
        return values.call("float_of_text", SqlValue.simple(Type.STRING, text)).sql();
    }
}

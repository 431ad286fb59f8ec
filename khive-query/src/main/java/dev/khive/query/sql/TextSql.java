package dev.khive.query.sql;

import org.jooq.Field;

/** Texts in a dialect's SQL; lengths and places count code points, and what is null gives null. */
public interface TextSql {
    /** Whether a text begins with another. */
    Field<Object> startsWith(Field<Object> text, Field<Object> part);

    /** Whether a text ends with another. */
    Field<Object> endsWith(Field<Object> text, Field<Object> part);

    /** Whether a text holds another. */
    Field<Object> contains(Field<Object> text, Field<Object> part);

    /** Whether a text holds nothing but characters of ASCII. */
    Field<Object> isAscii(Field<Object> text);

    /** The text without these characters at an end: {@code trim}, {@code ltrim} or {@code rtrim}. */
    Field<Object> trimmed(String side, Field<Object> text, Field<Object> characters);

    /** A part from a place counted from 0; neither number is negative. */
    Field<Object> part(Field<Object> text, Field<Object> start, Field<Object> length);

    /** The last characters; the number is not negative. */
    Field<Object> end(Field<Object> text, Field<Object> length);

    /** The text of a number. */
    Field<Object> ofNumber(Values values, SqlValue number);

    /** The integer that a text writes, NULL where it writes none. */
    Field<Object> integer(Values values, Field<Object> text);

    /** The integer that a number has without its fraction. */
    Field<Object> integer(Values values, SqlValue number);

    /** A number as a float. */
    default Field<Object> real(Values values, SqlValue number) {
        return values.carriers.real(number);
    }

    /** The float that a text writes, NULL where it writes none. */
    Field<Object> real(Values values, Field<Object> text);
}

package dev.khive.query.sql;

import dev.khive.api.query.Support;
import dev.khive.query.function.ValueFunction;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;

/**
 * What a database's SQL looks like where databases differ: JSON, faults and recursion. Found by ServiceLoader; a third
 * party adds a database by providing one. Stateless.
 */
public interface SqlDialectProfile {
    /** The name of the dialect, for example {@code sqlite}. */
    String name();

    /** jOOQ's dialect for everything that jOOQ knows how to render. */
    SQLDialect jooq();

    /** How the dialect answers a construct. */
    Support support(Construct construct);

    /** The JSON type of a value in JSON text, NULL where there is none. */
    Field<Object> jsonType(Field<Object> json);

    /** The number or text in JSON text that holds one. */
    Field<Object> jsonScalar(Field<Object> json);

    /** The JSON type of a key's value in a stored object, NULL where there is none. */
    Field<Object> propertyType(Field<Object> document, String key);

    /** The number or text of a key's value in a stored object. */
    Field<Object> propertyScalar(Field<Object> document, String key);

    /** The JSON text of a key's value in a stored object, NULL where there is none. */
    Field<Object> property(Field<Object> document, String key);

    /** JSON text of a number or text, NULL where that is null. */
    Field<Object> quote(Field<Object> scalar);

    /** Raises an error when it is evaluated, whose message holds {@code khive:} and the code. */
    Field<Object> fault(String code);

    /** A table of the elements of a JSON array or object: columns key, value, type. */
    Field<Object> elements(Field<Object> json, String alias);

    /** The JSON text of the elements' value column, NULL for JSON's null. */
    Field<Object> elementJson(String alias);

    /** A JSON array of a column of rows; the column holds JSON text and never NULL, rows where it is NULL are left out. */
    Field<Object> arrayAggregate(Field<Object> json, boolean distinct);

    /** The JSON text of a list's element counted from 0, or from the end where negative; NULL outside. */
    Field<Object> elementAt(Field<Object> list, Field<Object> index);

    /** A text in which two JSON values are the same where they are equivalent. */
    Field<Object> canonical(Field<Object> json);

    /** Whether two JSON containers are equal: 1, 0 or NULL. */
    Field<Object> deepEqual(Field<Object> left, Field<Object> right);

    /** The node of an internal key as JSON. */
    Field<Object> nodeJson(Field<Object> key, Field<Object> scopes);

    /** The edge of an internal key as JSON. */
    Field<Object> edgeJson(Field<Object> key, Field<Object> scopes);

    /** The text form of a UUID column. */
    Field<Object> uuidText(Field<Object> uuid);

    /** The UUID column's value of a text, NULL where it is none. */
    Field<Object> uuidOf(Field<Object> text);

    /** Whether the database has a function of values; where it has not, what needs it is refused. */
    default boolean has(ValueFunction function) {
        return true;
    }

    /**
     * Calls a function of values.
     *
     * @param arguments integers and floats as they are, everything else as JSON text
     */
    default Field<Object> call(ValueFunction function, List<Field<Object>> arguments) {
        return Sql.sql(function.sqlName() + "({0})", Sql.joined(", ", arguments));
    }

    /** A float of 0 to less than 1 that is another each time. */
    Field<Object> random();

    /** The text of a random UUID that is another each time. */
    Field<Object> randomUuid();

    /** JSON text of an object with these keys. */
    Field<Object> object(List<String> keys, List<Field<Object>> jsonValues);
}

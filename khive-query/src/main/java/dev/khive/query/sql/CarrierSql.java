package dev.khive.query.sql;

import dev.khive.query.analysis.Type;
import java.util.List;
import org.jooq.Field;

/**
 * How a dialect carries values. Null is always SQL's NULL, a node or edge is always its internal key; what else there is, the
 * dialect decides, and says here how one becomes another. A value that is written several times here is simple.
 */
public interface CarrierSql {
    /** A place, a constant or another expression of the right kind, known to the database as the carrier of a type. */
    Field<Object> typed(Field<Object> value, Type type);

    /** NULL in the carrier of a type. */
    Field<Object> nothing(Type type);

    /** Raises an error when it is evaluated, whose message holds {@code khive:} and the code; stands for a value of a type. */
    default Field<Object> fault(String code, Type type) {
        return fault(Sql.text(code), type);
    }

    /** The same with a text of the code and what else {@link dev.khive.query.QueryFaults} reads after it. */
    Field<Object> fault(Field<Object> code, Type type);

    /** A boolean, number or text in the carrier of any value. */
    Field<Object> any(SqlValue scalar);

    /** A number, whether integer or float, in the carrier of any number. */
    Field<Object> number(SqlValue number);

    /** A value as a function of values takes it. */
    Field<Object> argument(SqlValue value, Field<Object> any);

    /** What stands for a value of unknown type by its kind, NULL for null. */
    Field<Object> byKind(SqlValue any, Kinds kinds);

    /** The number in a value of unknown type that holds one. */
    Field<Object> numberOf(SqlValue any);

    /** The text in a value of unknown type that holds one. */
    Field<Object> textOf(SqlValue any);

    /** The boolean in a value of unknown type that holds one. */
    Field<Object> truthOf(SqlValue any);

    /** Whether a value of unknown type holds text, NULL for null. */
    Field<Object> isText(SqlValue any);

    /** A number as a float. */
    Field<Object> real(SqlValue number);

    /** A number as an integer, an error where it is a float. */
    Field<Object> integer(SqlValue number);

    /** The text of a float that is not finite, NULL for any other map. */
    Field<Object> notFinite(Field<Object> map);

    /** Whether a map stands for a value of its own: a date, a float, a path. */
    Field<Object> isTagged(Field<Object> map);

    /** Whether a map stands for a node or an edge. */
    Field<Object> hasTag(Field<Object> map, String tag);

    /** A part, counted from 0, of the node or edge that a map stands for. */
    Field<Object> part(Field<Object> map, String tag, int index);

    /** A key of a stored object. */
    SqlValue property(Field<Object> document, String key);

    /** The carrier of a key of a stored object, or its number or text where that is cheaper; JSON's null may stand for null. */
    Field<Object> stored(Field<Object> document, String key);

    /** What is kept of a property as columns of a table, so that it is read once a row. */
    List<Field<Object>> parts(SqlValue property);

    /**
     * A property of which parts were kept.
     *
     * @param again the same property, read anew for what the parts do not tell
     */
    SqlValue ofParts(List<Field<Object>> parts, SqlValue again);

    /** What is kept of a property as a column of a table, where sums ask for it several times and nothing else does. */
    Field<Object> summed(SqlValue property);

    /**
     * A property of which {@link #summed} was kept.
     *
     * @param again the same property, read anew for what the column does not tell
     */
    SqlValue ofSummed(Field<Object> kept, SqlValue again);

    /** A limit that cuts nothing and keeps the database from writing the columns of a subquery where they are used. */
    Field<Object> everyRow();

    /**
     * A key of a stored object.
     *
     * @param name text, as it is in the query
     */
    Field<Object> member(Field<Object> document, Field<Object> name);

    /** What is grouped and counted of a value of unknown type, a list or a map: equal keys mean equivalent values. */
    Field<Object> groupingKey(Field<Object> any);

    /** What keeps the database from writing the columns of a subquery where they are used; with a space in front. */
    String fence();
}

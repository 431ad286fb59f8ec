package dev.khive.query.sql;

import dev.khive.query.analysis.Type;
import java.util.List;
import org.jooq.Field;

/**
 * Lists and maps in a dialect's SQL. An element of a list is carried like any value, null among the elements as the value that
 * {@link #element} makes of it; elements that are nodes or edges as their keys.
 */
public interface ListSql {
    /** A table of the elements of a list, none for null. */
    Field<Object> elements(Field<Object> list, String alias);

    /** The place, from 0, of the element that a row of {@link #elements} is. */
    Field<Object> place(String alias);

    /** The element that a row of {@link #elements} is, as it stands in a list. */
    Field<Object> raw(String alias);

    /** The element that a row of {@link #elements} is, as a value of a type. */
    SqlValue item(String alias, Type type);

    /** What a value is as an element. */
    Field<Object> element(SqlValue value, Field<Object> any);

    /** The key of a node, edge or path as an element; NULL for null. */
    Field<Object> key(SqlValue graph);

    /** A list of a column of elements, rows where it is NULL left out. */
    Field<Object> aggregate(Field<Object> element);

    /** The same in the order of another column. */
    default Field<Object> aggregate(Field<Object> element, Field<Object> place) {
        return aggregate(element);
    }

    /** A list of a column of elements without those that are equal to an earlier one; they are keys, integers, texts or booleans. */
    Field<Object> aggregateDistinct(Values values, Field<Object> element);

    /** The list of some elements, at least one. */
    Field<Object> of(List<Field<Object>> elements);

    /** The list without elements. */
    Field<Object> empty();

    /** The number of elements. */
    Field<Object> size(Field<Object> list);

    /** Whether a list has no element. */
    Field<Object> isEmptyList(Field<Object> list);

    /** Whether a map has no key. */
    Field<Object> isEmptyMap(Field<Object> map);

    /** The element counted from 0, or from the end where negative, as a value of a type; NULL outside. */
    SqlValue at(Field<Object> list, Field<Object> index, Type type);

    /** Two lists one after the other; both are simple. */
    Field<Object> joined(Field<Object> left, Field<Object> right);

    /** The integers from one to another in steps that are not 0. All are simple, and not null. */
    Field<Object> range(Names names, Field<Object> from, Field<Object> to, Field<Object> step);

    /** Whether a range has more than some elements, computed beyond 64 bits. All are simple. */
    Field<Object> isLongRange(Field<Object> from, Field<Object> to, Field<Object> step, long most);

    /** The keys of a map as a list. */
    Field<Object> keys(Values values, Field<Object> map);

    /** A map with these keys. */
    Field<Object> map(List<String> keys, List<Field<Object>> values);

    /** A path of the nodes and edges that are elements of a list. */
    Field<Object> path(Field<Object> elements);
}

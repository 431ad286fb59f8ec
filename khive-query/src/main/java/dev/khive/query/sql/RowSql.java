package dev.khive.query.sql;

import org.jooq.Field;
import org.jooq.Table;

/** Rows of khive's tables in a dialect's SQL. */
public interface RowSql {
    /** The node of an internal key as any value. */
    Field<Object> node(Field<Object> key, Field<Object> scopes);

    /** The edge of an internal key as any value. */
    Field<Object> edge(Field<Object> key, Field<Object> scopes);

    /** The text of a UUID column. */
    Field<Object> uuidText(Field<Object> uuid);

    /** The UUID column's value of a text, NULL where it is none. */
    Field<Object> uuidOf(Field<Object> text);

    /** The column of a label set as a list. */
    Field<Object> labels(Field<Object> labels);

    /** The column of properties as a map, empty where it is NULL. */
    Field<Object> properties(Field<Object> properties);

    /** Whether a column has one of the values of a subquery that does not depend on the row. */
    Field<Object> among(Field<Object> column, Field<Object> subquery);

    /** The edges, read by the index of their sources or that of their targets where the database takes orders. */
    Table<?> edgesBy(String alias, boolean sources);

    /** Whether a table that a statement makes is searched by an index. */
    boolean indexesTables();

    /**
     * Whether a plan is kept for whatever values are bound later, where it expects to cost no more than one for these values: it
     * knows how frequent a number is that stands in the text, and not how frequent a bound one is.
     */
    boolean keepsPlans();

    /** Whether a statement over one scope tells in which state it found the scope, in a column after its own. */
    boolean tellsState();

    /** Whether a table in a FROM may see the tables before it. */
    boolean hasLateral();
}

package dev.khive.query.sql;

import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
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

    /**
     * What makes the rows of a table that a statement makes and joins, so that the database does not take it for one of few rows,
     * which it would read whole for each row beside it.
     *
     * @param columns all of them, which are integers
     * @param restricted whether not every row that is asked for is in the table
     */
    ResultQuery<?> seenAsLarge(String table, Select<?> rows, List<String> columns, boolean restricted);

    /**
     * Whether a plan is kept for whatever values are bound later, where it expects to cost no more than one for these values: it
     * knows how frequent a number is that stands in the text, and not how frequent a bound one is.
     */
    boolean keepsPlans();

    /** Whether a statement over one scope tells in which state it found the scope, in a column after its own. */
    boolean tellsState();

    /**
     * Rows as a table that is joined as a whole and taken for some hundreds of rows; empty where tables are joined in the order in which
     * they are named.
     *
     * @param columns how many columns the rows have
     */
    Optional<ResultQuery<?>> apart(Select<?> rows, int columns);

    /** Whether tables that a statement makes are joined by hashing; otherwise each is searched by an index that is made for it. */
    boolean hashesTables();

    /** Whether a table in a FROM may see the tables before it. */
    boolean hasLateral();
}

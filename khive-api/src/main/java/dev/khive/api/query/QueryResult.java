package dev.khive.api.query;

import dev.khive.api.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rows of a query, read as they are asked for. Holds a connection until it is closed or its last row is read. For
 * one thread, but that {@link #close} may come from any: a read that goes on meanwhile or comes later, with rows left, ends with
 * {@link dev.khive.api.error.CancelledException}, and so does one whose thread is interrupted.
 */
public interface QueryResult extends Iterator<Row>, AutoCloseable {
    /** The columns in order; known before the first row. */
    List<QueryColumn> columns();

    /** What the author should know; known before the first row. */
    List<QueryWarning> warnings();

    /** True once the rows have ended at {@link QueryOptions#rowLimit()} and there were more. */
    boolean truncated();

    /** Ends the statement, also while another thread waits for a row of it, and gives its connection back; further calls do nothing. */
    @Override
    void close();

    /** The rows that are left. Closing the stream closes this. */
    default Stream<Row> stream() {
        Spliterator<Row> rows = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(rows, false).onClose(this::close);
    }

    /** The rows that are left, then closed. */
    default List<Row> toList() {
        try (this) {
            List<Row> rows = new ArrayList<>();
            forEachRemaining(rows::add);
            return List.copyOf(rows);
        }
    }

    /** The rows that are left as records (see {@link Row#as}), then closed. */
    default <R extends Record> List<R> toList(Class<R> type) {
        try (this) {
            List<R> records = new ArrayList<>();
            forEachRemaining(row -> records.add(row.as(type)));
            return List.copyOf(records);
        }
    }

    /**
     * The only row, then closed.
     *
     * @throws InvalidInputException where there is no row or more than one
     */
    default Row single() {
        try (this) {
            if (!hasNext()) {
                throw new InvalidInputException("The query was to give one row and gave none.");
            }
            Row row = next();
            if (hasNext()) {
                throw new InvalidInputException("The query was to give one row and gave more.");
            }
            return row;
        }
    }
}

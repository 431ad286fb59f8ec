package dev.khive.bench.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A database to write a graph into by hand: its address, and what its driver and its text index ask for. */
interface IngestTarget {
    /** Its address for khive. */
    String address();

    /** A connection of the driver. */
    Connection connect() throws SQLException;

    /** Statements that khive's own connections begin with too. */
    List<String> settings();

    /** How a parameter that holds JSON is written. */
    String json();

    /** An id as the driver takes it. */
    Object id(UUID id);

    /** What fills the text index. */
    Texts texts(Connection connection, long scope) throws SQLException;

    /** Takes it away, where it is not a file of the folder. */
    void drop() throws SQLException;

    /** Batches of texts. */
    interface Texts extends AutoCloseable {
        void add(long document, String title) throws SQLException;

        void flush() throws SQLException;

        @Override
        void close() throws SQLException;
    }
}

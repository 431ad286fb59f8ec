package dev.khive.db.sql.stream;

import java.util.concurrent.CompletionStage;

/** Runs what is streamed, on a driver of its choice; what a backend brings that can stream. Thread-safe. */
public interface StreamRunner extends AutoCloseable {
    /** The rows of a statement, in a transaction of their own that begins when the first are asked for. */
    <T> BatchSource<T> rows(StreamRead<T> read);

    /** How many commits were heard of; to be read before the look that may come too early. */
    long commits();

    /** Completes when something was committed since {@code seen}, or when it is time to look again in any case. */
    CompletionStage<Void> commitAfter(long seen);

    /** Ends what is its own; the sources were closed before. */
    @Override
    void close();
}

package dev.khive.db.postgres.stream;

import dev.khive.db.sql.stream.StreamRunner;

/** Streams from a server; found by {@link java.util.ServiceLoader}. Needs a public constructor without parameters. */
public interface PostgresStreaming {
    /**
     * Prepares to stream; connects when the first stream does.
     *
     * @throws dev.khive.api.error.InvalidInputException when the address asks for something that the driver cannot do
     */
    StreamRunner open(StreamServer server);
}

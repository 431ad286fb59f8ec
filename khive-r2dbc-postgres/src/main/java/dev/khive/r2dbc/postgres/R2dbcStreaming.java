package dev.khive.r2dbc.postgres;

import dev.khive.db.postgres.stream.PostgresStreaming;
import dev.khive.db.postgres.stream.StreamServer;
import dev.khive.db.sql.stream.StreamRunner;

/** Streams by R2DBC. */
public final class R2dbcStreaming implements PostgresStreaming {
    /** Makes it, as the service loader does. */
    public R2dbcStreaming() {}

    @Override
    public StreamRunner open(StreamServer server) {
        return new R2dbcStreams(server);
    }
}

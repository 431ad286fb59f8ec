package dev.khive.api.stream;

import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryWarning;
import dev.khive.api.query.Row;
import java.util.List;
import java.util.concurrent.Flow;

/** The rows of a query as they are requested; what else is known of it is known before anybody subscribes. */
public interface QueryStream extends Flow.Publisher<Row> {
    /** The columns in order. */
    List<QueryColumn> columns();

    /** What the author should know. */
    List<QueryWarning> warnings();
}

package dev.khive.db.sql.search;

import dev.khive.db.sql.session.ResultRow;
import java.sql.SQLException;

/** A row of the table {@code document}. */
record StoredText(long docId, long nodeId, String field, String title, String body) {
    static StoredText read(ResultRow row) throws SQLException {
        return new StoredText(row.integer(1), row.integer(2), row.text(3), row.text(4), row.text(5));
    }

    boolean says(String otherTitle, String otherBody) {
        return title.equals(otherTitle) && body.equals(otherBody);
    }

    TextIndexDialect.IndexedText indexed(TextTokenizer tokenizer) {
        return new TextIndexDialect.IndexedText(docId, tokenizer.indexed(title), tokenizer.indexed(body));
    }
}

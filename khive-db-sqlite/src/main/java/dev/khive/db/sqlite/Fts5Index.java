package dev.khive.db.sqlite;

import dev.khive.db.sql.search.TextIndexDialect;
import dev.khive.db.sql.search.TextPattern;
import dev.khive.db.sql.search.TextTokenizer;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Full text by FTS5: a contentless table {@code text_<scope_id>} for each scope, whose rowid is a document's row. A query is
 * made of quoted words alone, so no character of a user's text is an operator.
 */
final class Fts5Index implements TextIndexDialect {
    @Override
    public void create(Session session, long scopeId, TextTokenizer tokenizer) {
        session.execute("""
                CREATE VIRTUAL TABLE %s USING fts5 (
                  title, body, content = '', contentless_delete = 1, tokenize = "%s"
                )""".formatted(table(scopeId), arguments(tokenizer)));
        // A table that was in no savepoint yet keeps its unwritten words when one around its creation is rolled back,
        // and every
        // savepoint after that fails.
        session.savepoint(() -> tokenizer);
    }

    /** The words come folded and stemmed; {@code ascii} takes any other letter as part of a word. */
    private static String arguments(TextTokenizer tokenizer) {
        return switch (tokenizer) {
            case UNICODE, ENGLISH -> "ascii";
            case TRIGRAM -> "trigram case_sensitive 1";
        };
    }

    @Override
    public void drop(Session session, long scopeId) {
        session.execute("DROP TABLE " + table(scopeId));
    }

    @Override
    public void add(Session session, long scopeId, List<IndexedText> texts) {
        session.batch(
                "INSERT INTO " + table(scopeId) + " (rowid, title, body) VALUES (?, ?, ?)",
                texts.stream()
                        .map(text -> new Object[] {text.docId(), text.title(), text.body()})
                        .toList());
    }

    @Override
    public void remove(Session session, long scopeId, long[] docIds) {
        session.update("DELETE FROM " + table(scopeId) + " WHERE rowid IN " + rowIds(session), new RowIdSet(docIds));
    }

    @Override
    public Set<Long> present(Session session, long scopeId, long[] docIds) {
        return session
                .query(
                        "SELECT rowid FROM " + table(scopeId) + " WHERE rowid IN " + rowIds(session),
                        List.of(new RowIdSet(docIds)),
                        row -> row.integer(1))
                .stream()
                .collect(Collectors.toSet());
    }

    @Override
    public Ranking ranking(long scopeId, TextPattern pattern, TextTokenizer tokenizer) {
        String table = table(scopeId);
        return new Ranking(
                "SELECT rowid AS doc_id, -bm25(" + table + ") AS score FROM " + table + " WHERE " + table + " MATCH ?",
                List.of(expression(pattern)));
    }

    /** The pattern in FTS5's query language. */
    static String expression(TextPattern pattern) {
        return switch (pattern) {
            case TextPattern.Sequence sequence -> quoted(sequence);
            case TextPattern.All all -> joined(all.parts(), " AND ");
            case TextPattern.Any any -> joined(any.parts(), " OR ");
            case TextPattern.Except except -> part(except.wanted()) + " NOT " + part(except.excluded());
        };
    }

    private static String quoted(TextPattern.Sequence sequence) {
        String words = String.join(" ", sequence.words()).replace("\"", "\"\"");
        return "\"" + words + "\"" + (sequence.prefix() ? " *" : "");
    }

    private static String joined(List<TextPattern> parts, String operator) {
        return parts.stream().map(Fts5Index::part).collect(Collectors.joining(operator));
    }

    private static String part(TextPattern pattern) {
        String expression = expression(pattern);
        return pattern instanceof TextPattern.Sequence ? expression : "(" + expression + ")";
    }

    private static String rowIds(Session session) {
        return session.profile().values().rowIdSet();
    }

    private static String table(long scopeId) {
        return "text_" + scopeId;
    }
}

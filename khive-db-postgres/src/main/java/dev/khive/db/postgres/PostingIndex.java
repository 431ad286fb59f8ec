package dev.khive.db.postgres;

import dev.khive.db.sql.search.TextIndexDialect;
import dev.khive.db.sql.search.TextPattern;
import dev.khive.db.sql.search.TextTokenizer;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Full text by an inverted index in tables: where each word of a scope stands in which document, how long each document is, and
 * how many there are. Words come folded and stemmed, and nothing of a text is ever part of a statement.
 */
final class PostingIndex implements TextIndexDialect {
    /** Words of the body are counted from here, far beyond any title, so that no phrase begins in one and ends in the other. */
    static final int BODY = 1 << 30;

    private static final int GRAM = 3;

    /** Nothing: a scope's index is the rows that bear its number. */
    @Override
    public void create(Session session, long scopeId, TextTokenizer tokenizer) {}

    @Override
    public void drop(Session session, long scopeId) {
        session.update("DELETE FROM text_posting WHERE scope_id = ?", scopeId);
        session.update("DELETE FROM text_length WHERE scope_id = ?", scopeId);
    }

    @Override
    public void add(Session session, long scopeId, List<IndexedText> texts) {
        TextTokenizer tokenizer = session.first(
                        "SELECT tokenizer FROM text_index WHERE scope_id = ?",
                        List.of(scopeId),
                        row -> TextTokenizer.of(row.text(1)))
                .orElseThrow();
        List<Object[]> lengths = new ArrayList<>();
        List<Object[]> postings = new ArrayList<>();
        long tokens = 0;
        for (IndexedText text : texts) {
            Map<String, List<Integer>> places = new TreeMap<>();
            long length = place(places, terms(text.title(), tokenizer), 0)
                    + place(places, terms(text.body(), tokenizer), BODY);
            tokens += length;
            lengths.add(new Object[] {scopeId, text.docId(), length});
            places.forEach((term, positions) -> postings.add(new Object[] {
                scopeId,
                term,
                text.docId(),
                positions.size(),
                positions.stream().mapToInt(Integer::intValue).toArray()
            }));
        }
        session.batch("INSERT INTO text_length (scope_id, doc_id, tokens) VALUES (?, ?, ?)", lengths);
        session.batch(
                "INSERT INTO text_posting (scope_id, term, doc_id, frequency, positions) VALUES (?, ?, ?, ?, ?)",
                postings);
        session.update(
                "UPDATE text_index SET documents = documents + ?, tokens = tokens + ? WHERE scope_id = ?",
                (long) texts.size(),
                tokens,
                scopeId);
    }

    private static long place(Map<String, List<Integer>> places, List<String> terms, int first) {
        for (int i = 0; i < terms.size(); i++) {
            places.computeIfAbsent(terms.get(i), term -> new ArrayList<>()).add(first + i);
        }
        return terms.size();
    }

    /** The words of a text as it is indexed; with trigrams every three characters in a row. */
    private static List<String> terms(String indexed, TextTokenizer tokenizer) {
        if (tokenizer == TextTokenizer.TRIGRAM) {
            return grams(indexed);
        }
        return indexed.isEmpty() ? List.of() : List.of(indexed.split(" ", -1));
    }

    private static List<String> grams(String text) {
        int[] points = text.codePoints().toArray();
        List<String> grams = new ArrayList<>(Math.max(0, points.length - GRAM + 1));
        for (int i = 0; i + GRAM <= points.length; i++) {
            grams.add(new String(points, i, GRAM));
        }
        return grams;
    }

    @Override
    public void remove(Session session, long scopeId, long[] docIds) {
        String documents = session.profile().values().rowIdSet();
        RowIdSet ids = new RowIdSet(docIds);
        session.update("""
                UPDATE text_index AS i
                SET documents = i.documents - gone.documents, tokens = i.tokens - gone.tokens
                FROM (SELECT count(*) AS documents, coalesce(sum(l.tokens), 0) AS tokens
                      FROM text_length AS l
                      WHERE l.scope_id = ? AND l.doc_id IN %s) AS gone
                WHERE i.scope_id = ?""".formatted(documents), scopeId, ids, scopeId);
        session.update("DELETE FROM text_posting WHERE scope_id = ? AND doc_id IN " + documents, scopeId, ids);
        session.update("DELETE FROM text_length WHERE scope_id = ? AND doc_id IN " + documents, scopeId, ids);
    }

    @Override
    public Set<Long> present(Session session, long scopeId, long[] docIds) {
        return session
                .query(
                        "SELECT doc_id FROM text_length WHERE scope_id = ? AND doc_id IN "
                                + session.profile().values().rowIdSet(),
                        List.of(scopeId, new RowIdSet(docIds)),
                        row -> row.integer(1))
                .stream()
                .collect(Collectors.toSet());
    }

    @Override
    public Ranking ranking(long scopeId, TextPattern pattern, TextTokenizer tokenizer) {
        List<Object> binds = new ArrayList<>();
        String sql = new RankingText(scopeId, tokenizer, binds).of(pattern);
        return new Ranking(sql, binds);
    }

    /**
     * The statement of a pattern, put together from one for each part. The score is BM25 as SQLite's FTS5 has it: the weight of a
     * word or phrase that n of N documents hold is {@code ln((N - n + 0.5) / (n + 0.5))}, at least 1e-6, times {@code f (k1 + 1)
     * / (f + k1 (1 - b + b D / avgD))} with k1 = 1.2 and b = 0.75; the weights of the words that a document holds are added in the
     * order of the query, so that equal documents have equal scores to the last bit.
     */
    private record RankingText(long scopeId, TextTokenizer tokenizer, List<Object> binds) {
        private static final String WEIGHT = "greatest(ln((s.documents - c.n + 0.5) / (c.n + 0.5)), 1e-6)"
                + " * ((f.frequency * 2.2e0) / (f.frequency + 1.2e0 * (0.25e0 + 0.75e0 * l.tokens / (s.tokens / s.documents))))";

        /** A statement that gives doc_id and score. */
        String of(TextPattern pattern) {
            return switch (pattern) {
                case TextPattern.Sequence sequence -> sequence(sequence);
                case TextPattern.All all -> all(all.parts());
                case TextPattern.Any any -> together(any.parts(), "");
                case TextPattern.Except except -> except(except);
            };
        }

        private String except(TextPattern.Except except) {
            String wanted = of(except.wanted());
            String excluded = of(except.excluded());
            return "SELECT w.doc_id, w.score FROM (" + wanted + ") AS w WHERE w.doc_id NOT IN (SELECT x.doc_id FROM ("
                    + excluded + ") AS x)";
        }

        private String all(List<TextPattern> parts) {
            return together(parts, " HAVING count(*) = " + parts.size());
        }

        private String together(List<TextPattern> parts, String having) {
            if (parts.stream().allMatch(this::isWord)) {
                return words(parts, having);
            }
            String union = IntStream.range(0, parts.size())
                    .mapToObj(place ->
                            "SELECT " + place + " AS place, u.doc_id, u.score FROM (" + of(parts.get(place)) + ") AS u")
                    .collect(Collectors.joining(" UNION ALL "));
            return "SELECT p.doc_id, sum(p.score ORDER BY p.place) AS score FROM (" + union + ") AS p GROUP BY p.doc_id"
                    + having;
        }

        private boolean isWord(TextPattern part) {
            return part instanceof TextPattern.Sequence sequence
                    && !sequence.prefix()
                    && terms(sequence).size() == 1;
        }

        /** Words, looked up together. */
        private String words(List<TextPattern> parts, String having) {
            binds.add(scopeId);
            binds.add(parts.stream()
                    .map(part -> terms((TextPattern.Sequence) part).getFirst())
                    .toArray(String[]::new));
            binds.addAll(List.of(scopeId, scopeId, scopeId));
            return """
                   WITH c AS MATERIALIZED (
                     SELECT q.place, q.term, (SELECT count(*) FROM text_posting AS t
                                              WHERE t.scope_id = ? AND t.term = q.term)::float8 AS n
                     FROM unnest(?::text[]) WITH ORDINALITY AS q (term, place))
                   SELECT f.doc_id, sum(%s ORDER BY c.place) AS score
                   FROM c
                   JOIN text_posting AS f ON f.scope_id = ? AND f.term = c.term
                   JOIN text_length AS l ON l.scope_id = ? AND l.doc_id = f.doc_id
                   CROSS JOIN (SELECT documents::float8, tokens::float8 FROM text_index WHERE scope_id = ?) AS s
                   GROUP BY f.doc_id""".formatted(WEIGHT) + having;
        }

        /** Words in a row, the last of them perhaps the beginning of a word. */
        private String sequence(TextPattern.Sequence sequence) {
            List<String> terms = terms(sequence);
            if (terms.size() == 1 && !sequence.prefix()) {
                return words(List.of(sequence), "");
            }
            String last = terms.getLast();
            binds.add(terms.toArray(String[]::new));
            binds.add(scopeId);
            String match = "t.term = q.term";
            if (sequence.prefix()) {
                match = "(t.term = q.term OR q.place = ? AND t.term >= ? AND t.term < ?)";
                binds.add((long) terms.size());
                binds.add(last);
                binds.add(last + Character.toString(Character.MAX_CODE_POINT));
            }
            binds.add((long) terms.size());
            binds.add(scopeId);
            binds.add(scopeId);
            return """
                   WITH f AS MATERIALIZED (
                     SELECT h.doc_id, count(*)::float8 AS frequency, (count(*) OVER ())::float8 AS n
                         FROM (SELECT t.doc_id, at.position - q.place AS start
                               FROM unnest(?::text[]) WITH ORDINALITY AS q (term, place)
                               JOIN text_posting AS t ON t.scope_id = ? AND %s
                               CROSS JOIN unnest(t.positions) AS at (position)
                               GROUP BY t.doc_id, start
                               HAVING count(DISTINCT q.place) = ?) AS h
                         GROUP BY h.doc_id)
                   SELECT f.doc_id, %s AS score
                   FROM f
                   CROSS JOIN LATERAL (SELECT f.n) AS c
                   JOIN text_length AS l ON l.scope_id = ? AND l.doc_id = f.doc_id
                   CROSS JOIN (SELECT documents::float8, tokens::float8 FROM text_index WHERE scope_id = ?) AS s""".formatted(match, WEIGHT);
        }

        /** What stands in the index for the words; each is itself but with trigrams. */
        private List<String> terms(TextPattern.Sequence sequence) {
            return tokenizer == TextTokenizer.TRIGRAM ? grams(String.join(" ", sequence.words())) : sequence.words();
        }
    }
}

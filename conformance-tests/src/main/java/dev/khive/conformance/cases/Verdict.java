package dev.khive.conformance.cases;

/**
 * A case with what came of it.
 *
 * @param id the name of the case
 * @param feature what it is about, as a path, for example {@code clauses/match/Match1}
 * @param query the text that was run
 * @param detail what was expected and found, or the error; the error's code where an expected one was raised
 */
public record Verdict(String id, String feature, String query, Outcome outcome, String detail) {
    /** What the case is about, without the last part of the path. */
    public String group() {
        int slash = feature.lastIndexOf('/');
        return slash < 0 ? feature : feature.substring(0, slash);
    }
}

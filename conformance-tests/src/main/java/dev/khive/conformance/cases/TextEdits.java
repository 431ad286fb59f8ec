package dev.khive.conformance.cases;

import java.util.TreeMap;

/** Changes to a text at places of the text as it was, counted in code points. */
final class TextEdits {
    private record Edit(int end, String text) {}

    private final int[] points;
    private final TreeMap<Integer, Edit> edits = new TreeMap<>();

    TextEdits(String text) {
        points = text.codePoints().toArray();
    }

    void replace(int from, int end, String text) {
        edits.put(from, new Edit(end, text));
    }

    /** Puts a text before a place, or before what replaces it. */
    void insert(int at, String text) {
        edits.merge(at, new Edit(at, text), (old, added) -> new Edit(old.end(), text + old.text()));
    }

    String apply() {
        StringBuilder text = new StringBuilder();
        int[] from = {0};
        edits.forEach((start, edit) -> {
            text.append(new String(points, from[0], start - from[0])).append(edit.text());
            from[0] = edit.end();
        });
        return text.append(new String(points, from[0], points.length - from[0])).toString();
    }
}

package dev.khive.db.sql.graph;

import java.util.Comparator;

/** Text by code point, which is the order of its UTF-8 bytes and so of the databases, unlike Java's own by UTF-16 unit. */
final class CodePoints {
    static final Comparator<String> ORDER = (a, b) -> {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // The first difference decides; a surrogate stands for a code point above every other unit's.
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    };

    private CodePoints() {}
}

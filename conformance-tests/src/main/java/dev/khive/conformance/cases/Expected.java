package dev.khive.conformance.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a case expects. */
public sealed interface Expected {
    /**
     * Rows.
     *
     * @param columns the names of the columns, null where only emptiness counts
     * @param rows tagged values in the order of the columns
     * @param ordered whether the order of the rows counts
     * @param listOrderIgnored whether the order inside lists does not
     */
    record Rows(@Nullable List<String> columns, List<List<?>> rows, boolean ordered, boolean listOrderIgnored)
            implements Expected {}

    /**
     * An error.
     *
     * @param category for example {@code SyntaxError}
     * @param phase {@code compile time}, {@code runtime} or {@code any time}
     * @param detail a word that names the error
     */
    record Failure(String category, String phase, String detail) implements Expected {}
}

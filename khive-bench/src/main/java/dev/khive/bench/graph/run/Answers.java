package dev.khive.bench.graph.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of the answers of a round, to be compared with those of another system. */
final class Answers {
    private static final int SHOWN = 40;

    private final boolean ordered;
    private final MessageDigest digest;
    private final StringBuilder first = new StringBuilder();
    private int answers;

    /** With rows whose order counts, or whose order does not. */
    Answers(boolean ordered) {
        this.ordered = ordered;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every JDK has SHA-256.", absent);
        }
    }

    void add(List<List<@Nullable Object>> rows) {
        List<String> lines = rows.stream()
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .toList();
        String text =
                String.join("\n", ordered ? lines : lines.stream().sorted().toList()) + "\n\n";
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        answers++;
        if (answers == 1) {
            first.append(text.strip());
        }
    }

    /** The only answer where it is short, else a digest of all. */
    String digest() {
        return answers == 1 && first.length() <= SHOWN
                ? first.toString()
                : HexFormat.of().formatHex(digest.digest(), 0, 6);
    }
}

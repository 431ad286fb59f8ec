package dev.khive.conformance.boundary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The corpus of texts that a system may take for more than text: the resource {@code hostile-texts.txt}. */
final class HostileTexts {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-f]{4})|n|t|\\\\|\"|')");
    private static final Pattern REPEAT = Pattern.compile("\\{repeat (\\d+) (.+)}");

    /** All of them. */
    static final List<String> ALL = read();

    /** Those short enough to be a name in every backend. */
    static final List<String> SHORT =
            ALL.stream().filter(text -> text.length() <= 256).toList();

    private HostileTexts() {}

    private static List<String> read() {
        InputStream resource =
                Objects.requireNonNull(HostileTexts.class.getResourceAsStream("hostile-texts.txt"), "the corpus");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .map(HostileTexts::text)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(String line) {
        Matcher repeat = REPEAT.matcher(line);
        return repeat.matches()
                ? unescaped(repeat.group(2)).repeat(Integer.parseInt(repeat.group(1)))
                : unescaped(line);
    }

    private static String unescaped(String line) {
        return ESCAPE.matcher(line)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1).charAt(0)) {
                            case 'u' -> String.valueOf((char) Integer.parseInt(escape.group(2), 16));
                            case 'n' -> "\n";
                            case 't' -> "\t";
                            default -> escape.group(1);
                        }));
    }

    /** A text as a test's name: short, and printable everywhere. */
    static String shown(String text) {
        String start = text.length() > 30 ? text.substring(0, 30) + "… (" + text.length() + ")" : text;
        StringBuilder shown = new StringBuilder();
        start.chars()
                .forEach(c ->
                        shown.append(c >= ' ' && c < 127 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return shown.toString();
    }
}

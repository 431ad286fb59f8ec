package dev.khive.bench.graph.system;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement whose parameters have names, {@code :like_this}, as JDBC takes it.
 *
 * @param sql with question marks
 * @param names of the parameters in order
 */
record NamedSql(String sql, List<String> names) {
    private static final Pattern NAME = Pattern.compile("(?<!:):([A-Za-z]\\w*)");

    static NamedSql of(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return new NamedSql(matcher.replaceAll("?"), List.copyOf(names));
    }
}

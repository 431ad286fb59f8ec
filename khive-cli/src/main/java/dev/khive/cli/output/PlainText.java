package dev.khive.cli.output;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import java.util.List;
import java.util.Map;

/** A value as the text of one field: a string as it is, a float in its shortest digits, a temporal in ISO 8601. */
final class PlainText {
    private PlainText() {}

    static String of(Object value) {
        return switch (value) {
            case String text -> text;
            case NodeValue node -> ResultJson.text(node);
            case EdgeValue edge -> ResultJson.text(edge);
            case PathValue path -> ResultJson.text(path);
            case List<?> list -> ResultJson.text(list);
            case Map<?, ?> map -> ResultJson.text(map);
            default -> value.toString();
        };
    }
}

package dev.khive.api.filter;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.PropertyValues;
import java.util.List;

/**
 * The way to a property: a key, then keys of nested maps. Keys are taken as they are; a dot or a quote in one has no
 * meaning.
 *
 * @param keys one or more, none empty
 */
public record PropertyPath(List<String> keys) implements FieldReference {
    /** Copies and checks the keys. */
    public PropertyPath {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().anyMatch(String::isEmpty)) {
            throw new InvalidInputException("A property path needs one or more keys, and none may be empty.");
        }
        keys.forEach(key -> PropertyValues.checkText(key, "property path"));
    }

    /** A path from its keys. */
    public static PropertyPath of(String... keys) {
        return new PropertyPath(List.of(keys));
    }
}

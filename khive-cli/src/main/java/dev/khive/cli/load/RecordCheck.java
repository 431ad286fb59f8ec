package dev.khive.cli.load;

import dev.khive.api.Bounds;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.value.PropertyValues;
import dev.khive.cli.load.GraphItem.EdgeItem;
import dev.khive.cli.load.GraphItem.NodeItem;
import dev.khive.cli.load.GraphItem.NoteItem;
import dev.khive.query.value.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Refuses before anything is written what a store would refuse: the bounds and the rules of names and values. */
record RecordCheck(Bounds bounds) {
    void check(GraphItem item) {
        checkProperties(item.properties());
        switch (item) {
            case NodeItem node -> checkNode(node);
            case NoteItem note -> checkNote(note);
            case EdgeItem edge -> checkEdge(edge);
        }
    }

    private void checkNode(NodeItem node) {
        Bounds.require("The number of labels", node.labels().size(), bounds.labels());
        node.labels().forEach(label -> checkName("label", label));
        checkText(textBytes(node.properties().get("name"))
                + textBytes(node.properties().get("description")));
    }

    private void checkNote(NoteItem note) {
        checkName("kind", note.kind());
        PropertyValues.checkText(note.content(), "content");
        if (note.content().isBlank()) {
            throw new InvalidInputException("The content of a note must not be blank.");
        }
        Double salience = note.salience();
        if (salience != null && !(salience >= 0 && salience <= 1)) {
            throw new InvalidInputException("The salience of a note must be 0 to 1, was " + salience + ".");
        }
        for (String key : note.properties().keySet()) {
            if (NoteDraft.RESERVED_KEYS.contains(key)) {
                throw new InvalidInputException(
                        "\"" + key + "\" is a field of a note and cannot be one of its properties.");
            }
        }
        checkText(textBytes(note.content()));
    }

    private void checkEdge(EdgeItem edge) {
        checkName("relation", edge.relation());
        if (!Double.isFinite(edge.weight())) {
            throw new InvalidInputException("The weight of an edge must be finite, was " + edge.weight() + ".");
        }
        if (edge.validFrom() != null
                && edge.validTo() != null
                && !edge.validFrom().isBefore(edge.validTo())) {
            throw new InvalidInputException("The valid time of an edge must end after it starts, was "
                    + edge.validFrom() + " to " + edge.validTo() + ".");
        }
    }

    private void checkProperties(Map<String, Object> properties) {
        PropertyValues.normalize(properties, bounds.valueDepth());
        properties.keySet().forEach(key -> checkName("property key", key));
        if (properties.size() > 1 || !properties.containsKey("id")) {
            Bounds.require(
                    "The size of the properties in bytes", bytes(JsonValues.write(properties)), bounds.propertyBytes());
        }
    }

    private void checkName(String what, String name) {
        if (name.isBlank()) {
            throw new InvalidInputException("A " + what + " must not be blank.");
        }
        PropertyValues.checkText(name, what);
        Bounds.require("The length of the " + what + " in bytes", bytes(name), bounds.nameBytes());
    }

    private void checkText(long length) {
        Bounds.require("The length of the searchable text in bytes", length, bounds.textBytes());
    }

    private static long textBytes(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof String text ? bytes(text) : 0;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

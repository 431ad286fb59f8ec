package dev.khive.cli.load;

import dev.khive.api.error.InvalidInputException;
import dev.khive.cli.load.GraphItem.EdgeItem;
import dev.khive.cli.load.GraphItem.NodeItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the columns of a file mean: a file of edges has source, relation and target, a file of nodes an id. */
final class CsvHeader {
    private static final Set<String> SOURCES = Set.of("src", "source");
    private static final Set<String> RELATIONS = Set.of("rel", "relation");
    private static final Set<String> TARGETS = Set.of("dst", "target");
    private static final Set<String> LABELS = Set.of("labels", "label");

    private final List<Role> roles;
    private final boolean edges;

    /** What a column is for. */
    private enum Part {
        ID,
        LABELS,
        SOURCE,
        RELATION,
        TARGET,
        WEIGHT,
        PROPERTY
    }

    private record Role(String title, Part part, CsvColumn column) {}

    private CsvHeader(List<Role> roles, boolean edges) {
        this.roles = roles;
        this.edges = edges;
    }

    static CsvHeader of(List<String> titles) {
        boolean edges = has(titles, SOURCES) && has(titles, RELATIONS) && has(titles, TARGETS);
        if (!edges && !titles.contains("id")) {
            throw new InvalidInputException("The header must name id and labels, or src, rel and dst; it names "
                    + String.join(", ", titles) + ".");
        }
        Set<String> seen = new HashSet<>();
        List<Role> roles = new ArrayList<>();
        for (String title : titles) {
            Part part = edges ? edgePart(title) : nodePart(title);
            CsvColumn column = CsvColumn.of(title);
            if (title.isBlank() || !seen.add(part == Part.PROPERTY ? "." + column.key() : part.name())) {
                throw new InvalidInputException(
                        title.isBlank()
                                ? "Column " + (roles.size() + 1) + " of the header has no name."
                                : "The header names the column " + title + " twice.");
            }
            roles.add(new Role(title, part, column));
        }
        return new CsvHeader(roles, edges);
    }

    private static boolean has(List<String> titles, Set<String> names) {
        return titles.stream().anyMatch(names::contains);
    }

    private static Part nodePart(String title) {
        return title.equals("id") ? Part.ID : LABELS.contains(title) ? Part.LABELS : Part.PROPERTY;
    }

    private static Part edgePart(String title) {
        if (SOURCES.contains(title)) {
            return Part.SOURCE;
        }
        if (RELATIONS.contains(title)) {
            return Part.RELATION;
        }
        if (TARGETS.contains(title)) {
            return Part.TARGET;
        }
        return title.equals("id") ? Part.ID : title.equals("weight") ? Part.WEIGHT : Part.PROPERTY;
    }

    GraphItem item(List<CsvField> fields) {
        if (fields.size() != roles.size()) {
            throw new InvalidInputException(
                    "The header has " + roles.size() + " columns, the line has " + fields.size() + ".");
        }
        Map<Part, CsvField> parts = new java.util.EnumMap<>(Part.class);
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int index = 0; index < roles.size(); index++) {
            Role role = roles.get(index);
            CsvField field = fields.get(index);
            if (role.part() == Part.ID && !field.absent()) {
                properties.put("id", field.quoted() ? field.text() : integerOrText(field.text()));
            }
            if (role.part() != Part.PROPERTY) {
                parts.put(role.part(), field);
            } else if (!field.absent()) {
                Object value = role.column().value(field);
                if (value != null) {
                    properties.put(role.column().key(), value);
                }
            }
        }
        return edges ? edge(parts, properties) : node(parts, properties);
    }

    private static Object integerOrText(String text) {
        return CsvColumn.looked(text) instanceof Long number ? number : text;
    }

    private static NodeItem node(Map<Part, CsvField> parts, Map<String, Object> properties) {
        CsvField labels = parts.get(Part.LABELS);
        return new NodeItem(required(parts, Part.ID, "id"), labels(labels), properties);
    }

    private static List<String> labels(@Nullable CsvField field) {
        if (field == null || field.text().isEmpty()) {
            return List.of();
        }
        List<String> labels = new ArrayList<>();
        for (String label : field.text().split(";", -1)) {
            labels.add(label.strip());
        }
        return labels;
    }

    private static EdgeItem edge(Map<Part, CsvField> parts, Map<String, Object> properties) {
        CsvField id = parts.get(Part.ID);
        return new EdgeItem(
                id == null || id.absent() ? null : id.text(),
                required(parts, Part.SOURCE, "source"),
                required(parts, Part.RELATION, "relation"),
                required(parts, Part.TARGET, "target"),
                weight(parts.get(Part.WEIGHT)),
                null,
                null,
                properties);
    }

    private static double weight(@Nullable CsvField field) {
        if (field == null || field.absent()) {
            return 1;
        }
        try {
            return Double.parseDouble(field.text().strip());
        } catch (NumberFormatException notANumber) {
            throw new InvalidInputException("The weight must be a number, was \"" + field.text() + "\".", notANumber);
        }
    }

    private static String required(Map<Part, CsvField> parts, Part part, String what) {
        CsvField field = parts.get(part);
        if (field == null || field.text().isEmpty()) {
            throw new InvalidInputException("The " + what + " is missing.");
        }
        return field.text();
    }
}

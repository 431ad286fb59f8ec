package dev.khive.conformance.oracle;

import dev.khive.api.filter.FieldReference;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.Edge;
import dev.khive.api.store.Entity;
import dev.khive.api.store.Event;
import dev.khive.api.store.Note;
import dev.khive.api.store.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a filter looks at: the properties and the own fields of a record or an event.
 *
 * @param fields each own field that the record has, with its values: none when it is null, several for labels
 * @param properties the properties
 */
public record FilterSubject(Map<RecordField, List<Object>> fields, Map<String, ?> properties) {

    /** Copies the fields. */
    public FilterSubject {
        fields = Map.copyOf(fields);
    }

    /** A stored record of any kind. */
    public static FilterSubject of(StoredRecord stored) {
        return switch (stored) {
            case Entity entity -> of(entity, entity.labels(), entity.kind().orElse(null), Map.of());
            case Note note ->
                of(
                        note,
                        List.of(note.kind()),
                        note.kind(),
                        Map.of(
                                RecordField.CONTENT, some(note.content()),
                                RecordField.SALIENCE, some(note.salience()),
                                RecordField.EXPIRES_AT, some(note.expiresAt())));
            case Edge edge ->
                of(
                        edge,
                        null,
                        edge.relation(),
                        Map.of(
                                RecordField.SOURCE, some(edge.source()),
                                RecordField.TARGET, some(edge.target()),
                                RecordField.WEIGHT, some(edge.weight()),
                                RecordField.VALID_FROM, some(edge.validFrom()),
                                RecordField.VALID_TO, some(edge.validTo())));
        };
    }

    /** An event. */
    public static FilterSubject of(Event event) {
        return new FilterSubject(
                Map.of(
                        RecordField.ID, some(event.id()),
                        RecordField.SEQUENCE, some(event.sequence()),
                        RecordField.VERB, some(event.verb()),
                        RecordField.SUBJECT_TYPE, some(event.subjectType()),
                        RecordField.SUBJECT, some(event.subject()),
                        RecordField.ACTOR, some(event.actor()),
                        RecordField.OCCURRED_AT, some(event.occurredAt())),
                event.payload());
    }

    private static FilterSubject of(
            StoredRecord stored,
            @Nullable List<String> labels,
            @Nullable String kind,
            Map<RecordField, List<Object>> more) {
        Map<RecordField, List<Object>> fields = new java.util.EnumMap<>(RecordField.class);
        fields.put(RecordField.ID, some(stored.id()));
        fields.put(RecordField.KIND, some(kind));
        fields.put(RecordField.CREATED_AT, some(stored.createdAt()));
        fields.put(RecordField.UPDATED_AT, some(stored.updatedAt()));
        fields.put(RecordField.REVISION, some(stored.revision()));
        if (labels != null) {
            fields.put(RecordField.LABEL, List.copyOf(labels));
        }
        fields.putAll(more);
        return new FilterSubject(fields, stored.properties());
    }

    private static List<Object> some(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    /** The values of a field: none when it is missing or null, several for labels alone. */
    public List<Object> values(FieldReference field) {
        return switch (field) {
            case RecordField own ->
                Optional.ofNullable(fields.get(own))
                        .orElseThrow(() -> new IllegalArgumentException("These records have no field " + own + "."));
            case PropertyPath path -> some(property(path.keys()));
        };
    }

    private @Nullable Object property(List<String> keys) {
        Object value = properties;
        for (String key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }
}

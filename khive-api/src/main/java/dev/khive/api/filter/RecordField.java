package dev.khive.api.filter;

/**
 * A field of a record itself. Each store says which of them it has; a filter that names another is refused with
 * InvalidInput.
 */
public enum RecordField implements FieldReference {
    /** The UUID, compared by {@code equal} and {@code in} with {@link java.util.UUID} operands; sorts as its text. */
    ID(FieldType.UUID),
    /** Any of a node's labels: a predicate holds when it holds for one of them. Not for orders. */
    LABEL(FieldType.STRING),
    /** An entity's first label, a note's kind, an edge's relation. */
    KIND(FieldType.STRING),
    /** When the record was first written. */
    CREATED_AT(FieldType.INSTANT),
    /** When the record was last written. */
    UPDATED_AT(FieldType.INSTANT),
    /** The revision. */
    REVISION(FieldType.INTEGER),
    /** A note's text. */
    CONTENT(FieldType.STRING),
    /** A note's salience. */
    SALIENCE(FieldType.FLOAT),
    /** When a note expires. */
    EXPIRES_AT(FieldType.INSTANT),
    /** The UUID of an edge's source. */
    SOURCE(FieldType.UUID),
    /** The UUID of an edge's target. */
    TARGET(FieldType.UUID),
    /** An edge's weight. */
    WEIGHT(FieldType.FLOAT),
    /** The start of an edge's valid time. */
    VALID_FROM(FieldType.INSTANT),
    /** The end of an edge's valid time. */
    VALID_TO(FieldType.INSTANT),
    /** An event's place in its scope. */
    SEQUENCE(FieldType.INTEGER),
    /** What an event says was done. */
    VERB(FieldType.STRING),
    /** What kind of record an event is about. */
    SUBJECT_TYPE(FieldType.STRING),
    /** The UUID of the record that an event is about. */
    SUBJECT(FieldType.UUID),
    /** Who caused an event. */
    ACTOR(FieldType.STRING),
    /** When an event happened. */
    OCCURRED_AT(FieldType.INSTANT);

    private final FieldType type;

    RecordField(FieldType type) {
        this.type = type;
    }

    /** The type of the field's values; an operand of another type is refused with InvalidInput. */
    public FieldType type() {
        return type;
    }

    /** What a record's own field can hold. */
    public enum FieldType {
        /** {@link java.util.UUID}. */
        UUID,
        /** {@link String}. */
        STRING,
        /** {@link Long}. */
        INTEGER,
        /** {@link Double}; integers are accepted. */
        FLOAT,
        /** {@link java.time.Instant}, to the microsecond. */
        INSTANT
    }
}

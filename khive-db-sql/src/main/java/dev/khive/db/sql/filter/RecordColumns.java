package dev.khive.db.sql.filter;

import dev.khive.api.filter.RecordField;
import dev.khive.api.store.NoteDraft;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Where the fields of a kind of record stand in a statement, under the alias that its table has there.
 *
 * @param records the kind, for errors, for example {@code edges}
 * @param own the record's own fields; one that is not here is refused
 * @param scopeId the scope of the row
 * @param properties the JSON column that property paths look into
 * @param hidden keys of stored properties that are not the record's properties
 */
public record RecordColumns(
        String records, Map<RecordField, OwnField> own, Field<Long> scopeId, Field<?> properties, Set<String> hidden) {
    /** A field of the record itself. */
    public sealed interface OwnField {}

    /**
     * A field with a value in its row.
     *
     * @param nullable whether the value can be missing
     */
    public record Column(Field<?> value, boolean nullable) implements OwnField {}

    /** A node's labels, by the id of its label set. */
    public record Labels(Field<Long> labelSetId) implements OwnField {}

    /** A node's first label, by the id of its label set. */
    public record FirstLabel(Field<Long> labelSetId) implements OwnField {}

    /** An edge's relation, by its id. */
    public record Relation(Field<Long> relationId) implements OwnField {}

    /** An end of an edge, by the id of the node. */
    public record End(Field<Long> nodeId) implements OwnField {}

    /** Entities, in rows of {@code node} under an alias. */
    public static RecordColumns entities(String alias) {
        return nodes("entities", alias, Set.of(), Map.of());
    }

    /** Entities and notes together, as queries see them, in rows of {@code node} under an alias. */
    public static RecordColumns nodes(String alias) {
        return nodes("nodes", alias, Set.of(), Map.of());
    }

    /** Notes, in rows of {@code node} under an alias. */
    public static RecordColumns notes(String alias, JsonDialect json) {
        Field<?> properties = json(alias);
        JsonPlace record = JsonPlace.of(properties);
        return nodes(
                "notes",
                alias,
                NoteDraft.RESERVED_KEYS,
                Map.of(
                        RecordField.CONTENT, new Column(json.string(record.inside("content")), false),
                        RecordField.SALIENCE, new Column(json.number(record.inside("salience")), true),
                        RecordField.EXPIRES_AT, new Column(number(alias, "expires_at"), true)));
    }

    /** Edges, in rows of {@code edge} under an alias. */
    public static RecordColumns edges(String alias) {
        Map<RecordField, OwnField> own = common(alias);
        own.put(RecordField.KIND, new Relation(number(alias, "relation_id")));
        own.put(RecordField.SOURCE, new End(number(alias, "source_id")));
        own.put(RecordField.TARGET, new End(number(alias, "target_id")));
        own.put(RecordField.WEIGHT, new Column(field(alias, "weight", SQLDataType.DOUBLE), false));
        own.put(RecordField.VALID_FROM, new Column(number(alias, "valid_from"), true));
        own.put(RecordField.VALID_TO, new Column(number(alias, "valid_to"), true));
        return new RecordColumns("edges", own, number(alias, "scope_id"), json(alias), Set.of());
    }

    /** Events, in rows of {@code event} under an alias. */
    public static RecordColumns events(String alias) {
        Map<RecordField, OwnField> own = new EnumMap<>(RecordField.class);
        own.put(RecordField.ID, new Column(field(alias, "uuid", SQLDataType.UUID), false));
        own.put(RecordField.SEQUENCE, new Column(number(alias, "sequence"), false));
        own.put(RecordField.VERB, new Column(field(alias, "verb", SQLDataType.VARCHAR), false));
        own.put(RecordField.SUBJECT_TYPE, new Column(field(alias, "subject_type", SQLDataType.VARCHAR), false));
        own.put(RecordField.SUBJECT, new Column(field(alias, "subject", SQLDataType.UUID), true));
        own.put(RecordField.ACTOR, new Column(field(alias, "actor", SQLDataType.VARCHAR), true));
        own.put(RecordField.OCCURRED_AT, new Column(number(alias, "occurred_at"), false));
        return new RecordColumns(
                "events", own, number(alias, "scope_id"), field(alias, "payload", SQLDataType.OTHER), Set.of());
    }

    private static RecordColumns nodes(
            String records, String alias, Set<String> hidden, Map<RecordField, OwnField> more) {
        Map<RecordField, OwnField> own = common(alias);
        own.put(RecordField.LABEL, new Labels(number(alias, "label_set_id")));
        own.put(RecordField.KIND, new FirstLabel(number(alias, "label_set_id")));
        own.putAll(more);
        return new RecordColumns(records, own, number(alias, "scope_id"), json(alias), hidden);
    }

    private static Map<RecordField, OwnField> common(String alias) {
        Map<RecordField, OwnField> own = new EnumMap<>(RecordField.class);
        own.put(RecordField.ID, new Column(field(alias, "uuid", SQLDataType.UUID), false));
        own.put(RecordField.CREATED_AT, new Column(number(alias, "created_at"), false));
        own.put(RecordField.UPDATED_AT, new Column(number(alias, "updated_at"), false));
        own.put(RecordField.REVISION, new Column(number(alias, "revision"), false));
        return own;
    }

    private static Field<?> json(String alias) {
        return field(alias, "properties", SQLDataType.OTHER);
    }

    private static Field<Long> number(String alias, String column) {
        return field(alias, column, SQLDataType.BIGINT);
    }

    private static <T> Field<T> field(String alias, String column, org.jooq.DataType<T> type) {
        return DSL.field(DSL.name(alias, column), type);
    }
}

package dev.khive.db.sql.search;

import dev.khive.api.filter.Filter;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.VectorRecord;
import dev.khive.db.sql.filter.FilterText;
import dev.khive.db.sql.page.PageCursor;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.search.VectorFields.FieldRow;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.StatementText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads vectors back. */
final class VectorReads {
    private VectorReads() {}

    static Optional<VectorRecord> get(ReadUnit unit, UUID subject, String field) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT n.node_id")
                .line("FROM node n")
                .line("WHERE ", SearchConditions.wanted(unit, Filter.ALL), "")
                .line("AND n.uuid = ?", subject);
        List<Long> nodes = unit.session().query(statement.sql(), statement.binds(), row -> row.integer(1));
        return nodes.isEmpty()
                ? Optional.empty()
                : records(unit, field, nodes).values().stream().findFirst();
    }

    /** The records with these rows that have vectors in the field, by row, in no order that counts. */
    private static Map<Long, VectorRecord> records(ReadUnit unit, String field, Collection<Long> nodes) {
        Map<Long, String> namespaces = unit.namespaces();
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT v.node_id, n.uuid, v.scope_id, f.model, v.revision, v.embedding")
                .line("FROM vector_field f")
                .line("JOIN vector v ON v.scope_id = f.scope_id AND v.field_id = f.field_id")
                .line("JOIN node n ON n.node_id = v.node_id AND n.scope_id = v.scope_id")
                .line("WHERE ", unit.contains(SearchConditions.number("f.scope_id")), "")
                .line("AND f.name = ?", field)
                .line(
                        "AND v.node_id IN " + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(nodes.stream().mapToLong(Long::longValue).toArray()))
                .line("ORDER BY v.node_id, v.ordinal");
        Map<Long, VectorRecord> records = new LinkedHashMap<>();
        unit.session().query(statement.sql(), statement.binds(), row -> {
            VectorRecord record = new VectorRecord(
                    row.uuid(2),
                    namespaces.getOrDefault(row.integer(3), ""),
                    field,
                    row.text(4),
                    List.of(row.floats(6)),
                    row.integer(5));
            return records.merge(row.integer(1), record, VectorReads::together);
        });
        return records;
    }

    private static VectorRecord together(VectorRecord first, VectorRecord second) {
        List<float[]> vectors = new ArrayList<>(first.vectors());
        vectors.addAll(second.vectors());
        return new VectorRecord(
                first.subject(),
                first.namespace(),
                first.field(),
                first.model(),
                Collections.unmodifiableList(vectors),
                first.revision());
    }

    /** The record with this id that has vectors in the field, live or not, by row. */
    static Map<Long, UUID> subject(ReadUnit unit, UUID subject, String field) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT n.node_id, n.uuid")
                .line("FROM node n")
                .line("JOIN vector v ON v.scope_id = n.scope_id AND v.node_id = n.node_id AND v.ordinal = 0")
                .line("JOIN vector_field f ON f.scope_id = v.scope_id AND f.field_id = v.field_id")
                .line("WHERE ", unit.contains(SearchConditions.number("n.scope_id")), "")
                .line("AND n.uuid = ? AND f.name = ?", subject, field);
        return ids(unit, statement);
    }

    /** The live records that the filter accepts and that have vectors in the field, by row, those stored first coming first. */
    static Map<Long, UUID> subjects(ReadUnit unit, String field, Filter filter) {
        StatementText statement = SearchConditions.statement(unit).line("SELECT n.node_id, n.uuid");
        having(statement, unit, VectorFields.require(unit, field), filter).line("ORDER BY n.node_id");
        return ids(unit, statement);
    }

    private static Map<Long, UUID> ids(ReadUnit unit, StatementText statement) {
        Map<Long, UUID> found = new LinkedHashMap<>();
        unit.session().query(statement.sql(), statement.binds(), row -> found.put(row.integer(1), row.uuid(2)));
        return found;
    }

    static long count(ReadUnit unit, String field, Filter filter) {
        StatementText statement = SearchConditions.statement(unit).line("SELECT count(*)");
        having(statement, unit, VectorFields.require(unit, field), filter);
        return unit.session().number(statement.sql(), statement.binds().toArray());
    }

    private static StatementText having(StatementText statement, ReadUnit unit, List<FieldRow> fields, Filter filter) {
        return statement
                .line("FROM vector v")
                .line("JOIN node n ON n.node_id = v.node_id AND n.scope_id = v.scope_id")
                .line("WHERE ", unit.contains(SearchConditions.number("v.scope_id")), "")
                .line(
                        "AND v.field_id IN " + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(
                                fields.stream().mapToLong(FieldRow::fieldId).toArray()))
                .line("AND v.ordinal = 0")
                .line("AND ", SearchConditions.wanted(unit, filter), "");
    }

    static Page<VectorRecord> page(ReadUnit unit, String field, Filter filter, PageRequest request) {
        List<FieldRow> fields = VectorFields.require(unit, field);
        String list = "vectors " + unit.scopes() + " " + field.length() + ":" + field + " " + FilterText.of(filter);
        Cursor cursor = request.cursor();
        List<Subject> found =
                page(unit, fields, filter, cursor == null ? null : PageCursor.read(list, cursor), request.limit() + 1);
        List<Subject> shown = found.subList(0, Math.min(found.size(), request.limit()));
        Map<Long, VectorRecord> records =
                records(unit, field, shown.stream().map(Subject::nodeId).toList());
        boolean more = found.size() > shown.size();
        return new Page<>(
                shown.stream()
                        .map(subject -> Objects.requireNonNull(records.get(subject.nodeId())))
                        .toList(),
                more
                        ? PageCursor.write(
                                list,
                                List.of(shown.getLast().id(), shown.getLast().scopeId()))
                        : null,
                request.countTotal() ? (Long) count(unit, field, filter) : null);
    }

    private record Subject(long nodeId, UUID id, long scopeId) {}

    /** By id; driven by the unique index of the table {@code node} over scope and UUID. */
    private static List<Subject> page(
            ReadUnit unit, List<FieldRow> fields, Filter filter, @Nullable List<Object> after, int limit) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT n.node_id, n.uuid, n.scope_id")
                .line("FROM node n")
                .line("WHERE ", SearchConditions.wanted(unit, filter), "")
                .line("AND EXISTS (")
                .line("SELECT 1 FROM vector v")
                .line("WHERE v.scope_id = n.scope_id AND v.node_id = n.node_id AND v.ordinal = 0")
                .line(
                        "AND v.field_id IN " + unit.session().profile().values().rowIdSet() + ")",
                        new RowIdSet(
                                fields.stream().mapToLong(FieldRow::fieldId).toArray()));
        if (after != null) {
            statement
                    .line("AND n.uuid >= ?", after.get(0))
                    .line("AND (n.uuid > ? OR n.scope_id > ?)", after.get(0), after.get(1));
        }
        statement.line("ORDER BY n.uuid, n.scope_id").line("LIMIT ?", limit);
        return unit.session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new Subject(row.integer(1), row.uuid(2), row.integer(3)));
    }
}

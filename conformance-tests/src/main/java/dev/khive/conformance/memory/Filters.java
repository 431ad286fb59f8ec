package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.FieldReference;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.Note;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.oracle.FilterEvaluator;
import dev.khive.conformance.oracle.FilterSubject;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Filters of a kind of record, checked before they are asked. */
final class Filters {
    /** The fields of entities, which are those of nodes wherever entities and notes are seen together. */
    static final Set<RecordField> NODE = EnumSet.of(
            RecordField.ID,
            RecordField.LABEL,
            RecordField.KIND,
            RecordField.CREATED_AT,
            RecordField.UPDATED_AT,
            RecordField.REVISION);

    static final Set<RecordField> NOTE = with(NODE, RecordField.CONTENT, RecordField.SALIENCE, RecordField.EXPIRES_AT);

    static final Set<RecordField> EDGE = EnumSet.of(
            RecordField.ID,
            RecordField.KIND,
            RecordField.SOURCE,
            RecordField.TARGET,
            RecordField.WEIGHT,
            RecordField.VALID_FROM,
            RecordField.VALID_TO,
            RecordField.CREATED_AT,
            RecordField.UPDATED_AT,
            RecordField.REVISION);

    static final Set<RecordField> EVENT = EnumSet.of(
            RecordField.ID,
            RecordField.SEQUENCE,
            RecordField.VERB,
            RecordField.SUBJECT_TYPE,
            RecordField.SUBJECT,
            RecordField.ACTOR,
            RecordField.OCCURRED_AT);

    private static final int MAX_OPERANDS = 30_000;

    private Filters() {}

    private static Set<RecordField> with(Set<RecordField> fields, RecordField... more) {
        Set<RecordField> all = EnumSet.copyOf(fields);
        all.addAll(List.of(more));
        return all;
    }

    /** What the filter says of records with these own fields. */
    static Predicate<FilterSubject> of(Filter filter, Set<RecordField> fields) {
        check(filter, fields, 1);
        Bounds.require("The number of predicates in the filter", predicates(filter), Filter.MAX_PREDICATES);
        Bounds.require("The number of operands in the filter", operands(filter), MAX_OPERANDS);
        return subject -> FilterEvaluator.accepts(filter, subject);
    }

    /** What the filter says of nodes of both kinds, a note's own fields being properties as in queries. */
    static Predicate<Row> ofNodes(Filter filter) {
        Predicate<FilterSubject> accepted = of(filter, NODE);
        return row -> accepted.test(node(row.record()));
    }

    /** What the filter says of edges. */
    static Predicate<Row> ofEdges(Filter filter) {
        Predicate<FilterSubject> accepted = of(filter, EDGE);
        return row -> accepted.test(FilterSubject.of(row.record()));
    }

    private static FilterSubject node(StoredRecord node) {
        FilterSubject subject = FilterSubject.of(node);
        if (!(node instanceof Note note)) {
            return subject;
        }
        Map<String, Object> properties = new LinkedHashMap<>(note.properties());
        properties.put("content", note.content());
        if (note.salience() != null) {
            properties.put("salience", note.salience());
        }
        if (note.expiresAt() != null) {
            properties.put("expires_at", note.expiresAt().atZone(ZoneOffset.UTC));
        }
        return new FilterSubject(subject.fields(), properties);
    }

    /** Refuses a field that the records do not have. */
    static void checkField(FieldReference field, Set<RecordField> fields) {
        if (field instanceof RecordField own && !fields.contains(own)) {
            throw new InvalidInputException("These records have no field " + own + "; they have " + fields + ".");
        }
    }

    private static void check(Filter filter, Set<RecordField> fields, int depth) {
        Bounds.require("The depth of the filter", depth, Filter.MAX_DEPTH);
        switch (filter) {
            case Filter.And and -> and.parts().forEach(part -> check(part, fields, depth + 1));
            case Filter.Or or -> or.parts().forEach(part -> check(part, fields, depth + 1));
            case Filter.Not not -> check(not.part(), fields, depth + 1);
            case Filter.Compare compare -> checkField(compare.field(), fields);
            case Filter.In in -> checkField(in.field(), fields);
            case Filter.Between between -> checkField(between.field(), fields);
            case Filter.Exists exists -> checkField(exists.field(), fields);
            case Filter.Matches matches -> checkField(matches.field(), fields);
        }
    }

    private static int predicates(Filter filter) {
        return switch (filter) {
            case Filter.And and ->
                and.parts().stream().mapToInt(Filters::predicates).sum();
            case Filter.Or or ->
                or.parts().stream().mapToInt(Filters::predicates).sum();
            case Filter.Not not -> predicates(not.part());
            default -> 1;
        };
    }

    private static int operands(Filter filter) {
        return switch (filter) {
            case Filter.And and ->
                and.parts().stream().mapToInt(Filters::operands).sum();
            case Filter.Or or -> or.parts().stream().mapToInt(Filters::operands).sum();
            case Filter.Not not -> operands(not.part());
            case Filter.In in -> in.operands().size();
            default -> 0;
        };
    }
}

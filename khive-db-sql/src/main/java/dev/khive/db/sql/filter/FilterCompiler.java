package dev.khive.db.sql.filter;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.query.value.JsonValues;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * Makes of a filter the condition on a row that is true exactly where the filter holds. The condition says nothing of scope
 * or liveness: the statement says both itself.
 */
public final class FilterCompiler {
    private final RecordColumns columns;
    private final PropertyPredicates properties;
    private final OwnPredicates own;

    /** A compiler for one kind of record in one read. */
    public FilterCompiler(RecordColumns columns, ReadUnit unit) {
        this.columns = columns;
        JsonDialect json = unit.session().profile().json();
        this.properties = new PropertyPredicates(json);
        this.own = new OwnPredicates(unit, json);
    }

    /**
     * The condition of a filter.
     *
     * @throws InvalidInputException when it names a field that the record has not, or is larger or deeper than allowed
     */
    public Condition compile(Filter filter) {
        FilterSize.check(filter);
        return condition(filter);
    }

    private Condition condition(Filter filter) {
        return switch (filter) {
            case Filter.And and ->
                Predicates.all(and.parts().stream().map(this::condition).toList());
            case Filter.Or or ->
                Predicates.any(or.parts().stream().map(this::condition).toList());
            case Filter.Not not -> Predicates.not(condition(not.part()));
            case Filter.Compare compare -> compare(compare);
            case Filter.In in -> in(in);
            case Filter.Between between ->
                Predicates.all(List.of(
                        compare(new Filter.Compare(between.field(), Comparison.GREATER_OR_EQUAL, between.low())),
                        compare(new Filter.Compare(between.field(), Comparison.LESS_OR_EQUAL, between.high()))));
            case Filter.Exists exists -> exists(exists);
            case Filter.Matches matches -> matches(matches);
        };
    }

    private Condition compare(Filter.Compare compare) {
        return switch (compare.field()) {
            case PropertyPath path ->
                hidden(path)
                        ? DSL.falseCondition()
                        : properties.compare(place(path), compare.comparison(), compare.operand());
            case RecordField field -> own.compare(field, own(field), compare.comparison(), compare.operand());
        };
    }

    private Condition in(Filter.In in) {
        return switch (in.field()) {
            case PropertyPath path -> hidden(path) ? DSL.falseCondition() : properties.in(place(path), in.operands());
            case RecordField field -> own.in(own(field), in.operands());
        };
    }

    private Condition exists(Filter.Exists exists) {
        return switch (exists.field()) {
            case PropertyPath path -> hidden(path) ? DSL.falseCondition() : properties.exists(place(path));
            case RecordField field -> own.exists(own(field));
        };
    }

    private Condition matches(Filter.Matches matches) {
        return switch (matches.field()) {
            case PropertyPath path ->
                hidden(path) ? DSL.falseCondition() : properties.matches(place(path), matches.match(), matches.text());
            case RecordField field -> own.matches(own(field), matches.match(), matches.text());
        };
    }

    private boolean hidden(PropertyPath path) {
        return columns.hidden().contains(path.keys().get(0));
    }

    private JsonPlace place(PropertyPath path) {
        return place(columns, path);
    }

    static JsonPlace place(RecordColumns columns, PropertyPath path) {
        return new JsonPlace(
                columns.properties(),
                path.keys().stream().<Object>map(JsonValues::encodeKey).toList());
    }

    private RecordColumns.OwnField own(RecordField field) {
        return own(columns, field);
    }

    static RecordColumns.OwnField own(RecordColumns columns, RecordField field) {
        RecordColumns.OwnField found = columns.own().get(field);
        if (found == null) {
            throw new InvalidInputException("The field " + field + " is none of " + columns.records() + "; they have "
                    + columns.own().keySet() + ".");
        }
        return found;
    }
}

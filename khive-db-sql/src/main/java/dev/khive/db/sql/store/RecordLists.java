package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.db.sql.filter.FilterCompiler;
import dev.khive.db.sql.filter.FilterText;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.OrderKeys;
import dev.khive.db.sql.page.PageCursor;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.RowReader;
import dev.khive.db.sql.session.StatementText;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Pages, counts and reads by id of one kind of record. Stateless. */
final class RecordLists<R> {
    /** A record with the keys that it was sorted by. */
    private record Sorted<R>(R item, List<Object> keys) {}

    private final RowShape<R> shape;

    RecordLists(RowShape<R> shape) {
        this.shape = shape;
    }

    /** Those of the ids that are there, in the order of the handle's namespaces. */
    List<R> byId(ReadUnit unit, Collection<UUID> ids, Liveness liveness) {
        StatementText statement = select(unit, "");
        where(statement, unit, shape.belongs(), liveness);
        statement.line("AND r.uuid " + unit.session().profile().values().idSet(), new IdSet(ids));
        return unit.session().query(statement.sql(), statement.binds(), shape.reader(unit.rows()));
    }

    /** How many records the filter accepts. */
    long count(ReadUnit unit, Filter filter, Liveness liveness) {
        StatementText statement = statement(unit).line("SELECT count(*)").line(countedFrom());
        where(statement, unit, belongs(filter, false), liveness);
        accept(statement, unit, filter);
        return unit.session()
                .first(statement.sql(), statement.binds(), row -> row.integer(1))
                .orElse(0L);
    }

    /** A page of the records that the filter accepts. */
    Page<R> page(ReadUnit unit, Filter filter, Order order, PageRequest request, Liveness liveness, Bounds bounds) {
        Bounds.require("The limit of the page", request.limit(), bounds.results());
        OrderKeys keys = new OrderKeys(order, fields(unit), unit);
        String list = fields(unit).records() + ";" + identity(unit, filter, order, liveness);
        Cursor cursor = request.cursor();
        List<Object> last = cursor == null ? null : PageCursor.read(list, cursor);
        boolean byCreation = order.field() == RecordField.CREATED_AT;
        List<Sorted<R>> found =
                rows(unit, filter, belongs(filter, byCreation), keys, last, request.limit() + 1, liveness);
        boolean more = found.size() > request.limit();
        List<Sorted<R>> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                shown.stream().map(Sorted::item).toList(),
                more ? PageCursor.write(list, shown.get(shown.size() - 1).keys()) : null,
                request.countTotal() ? (Long) count(unit, filter, liveness) : null);
    }

    private List<Sorted<R>> rows(
            ReadUnit unit,
            Filter filter,
            String belongs,
            OrderKeys keys,
            @Nullable List<Object> last,
            int limit,
            Liveness liveness) {
        StatementText statement = statement(unit).line("SELECT " + shape.columns(json(unit)));
        for (Field<?> key : keys.columns()) {
            statement.line(", ", key, "");
        }
        statement.line(shape.from());
        where(statement, unit, belongs, liveness);
        accept(statement, unit, filter);
        if (last != null) {
            statement.line("AND ", keys.after(last), "");
        }
        String separator = "ORDER BY ";
        for (QueryPart key : keys.sort()) {
            statement.line(separator, key, "");
            separator = ", ";
        }
        statement.line("LIMIT ?", limit);
        RowReader<R> reader = shape.reader(unit.rows());
        return unit.session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new Sorted<>(reader.read(row), keys.read(row, shape.width() + 1)));
    }

    private StatementText select(ReadUnit unit, String more) {
        return statement(unit)
                .line("SELECT " + shape.columns(json(unit)) + more)
                .line(shape.from());
    }

    /**
     * The condition that a row is one of these records. Where a filter has a better index to offer than that of the order of
     * creation, a plus keeps the database, which knows no statistics, from taking this condition's.
     */
    private String belongs(Filter filter, boolean byCreation) {
        return byCreation || filter.equals(Filter.ALL) ? shape.belongs() : "+" + shape.belongs();
    }

    private static void where(StatementText statement, ReadUnit unit, String belongs, Liveness liveness) {
        statement.line("WHERE ", unit.contains(DSL.field("r.scope_id", Long.class)), "");
        statement.line("AND " + belongs);
        switch (liveness) {
            case LIVE -> statement.line("AND (r.dead_at IS NULL OR r.dead_at > ?)", unit.now());
            case DELETED -> statement.line("AND r.deleted_at IS NOT NULL");
            case ANY -> {}
        }
    }

    private void accept(StatementText statement, ReadUnit unit, Filter filter) {
        if (!filter.equals(Filter.ALL)) {
            statement.line("AND ", new FilterCompiler(fields(unit), unit).compile(filter), "");
        }
    }

    /** The record's own table alone: the joined ones have a row for each of its rows. */
    private String countedFrom() {
        return shape.from().lines().findFirst().orElseThrow();
    }

    private static String identity(ReadUnit unit, Filter filter, Order order, Liveness liveness) {
        return unit.scopes().stream()
                .map(row -> row.scope().toString().length() + ":" + row.scope())
                .collect(Collectors.joining(
                        ",", "", ";" + liveness + ";" + FilterText.of(order) + ";" + FilterText.of(filter)));
    }

    private dev.khive.db.sql.filter.RecordColumns fields(ReadUnit unit) {
        return shape.fields(json(unit));
    }

    private static JsonDialect json(ReadUnit unit) {
        return unit.session().profile().json();
    }

    private static StatementText statement(ReadUnit unit) {
        return new StatementText(unit.session().profile().dialect());
    }
}

package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.ast.Position;
import dev.khive.query.parse.QueryErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.GroupField;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SelectQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A SELECT that is being put together. Tables are joined in the order in which they are added. */
final class Frame {
    private record Joined(Table<?> table, @Nullable Condition outerOn, boolean made) {}

    /** SQLite joins at most 64 tables. */
    private static final int MOST_TABLES = 64;

    private static final int MOST_COPIES = 6;

    /** A property of a node or edge that a variable stands for. */
    record Stored(String variable, String key) {}

    final Map<String, Binding> variables = new LinkedHashMap<>();
    private final Map<Stored, SqlValue> known = new LinkedHashMap<>();
    private final Map<String, Field<Object>> documents = new HashMap<>();
    private final Map<Stored, Field<Object>> kept = new HashMap<>();
    private final Set<Stored> bounded = new HashSet<>();
    private final List<CommonTableExpression<?>> withs = new ArrayList<>();
    private final List<Joined> tables = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Field<Object>> order = new ArrayList<>();
    private @Nullable Field<Object> offset;
    private @Nullable Field<Object> limit;
    private Frame rows = this;
    private @Nullable Frame beginning;
    private int copies;
    private boolean nested;
    private boolean outer;
    private boolean few;

    /** Has read a stored object, and a property of it as it is stored, into columns. */
    void keep(Stored property, Field<Object> document, Field<Object> stored) {
        documents.put(property.variable(), document);
        kept.put(property, stored);
    }

    /** The stored object of a node or edge where it has been read already. */
    @Nullable
    Field<Object> document(String variable) {
        return documents.get(variable);
    }

    /** A property as it is stored, where it has been read so already. */
    @Nullable
    Field<Object> kept(Stored property) {
        return kept.get(property);
    }

    /** A property that has been read already. */
    void know(Stored property, SqlValue value) {
        known.put(property, value);
    }

    /** The properties that have been read already. */
    List<Stored> known() {
        return List.copyOf(known.keySet());
    }

    /** A property where it has been read already. */
    @Nullable
    SqlValue known(Stored property) {
        return known.get(property);
    }

    /** Has only rows whose property is a number above another that is finite. */
    void boundBelow(Stored property) {
        bounded.add(property);
    }

    /** Whether a property is a number for certain, and not the least. */
    boolean isBoundedBelow(Stored property) {
        return bounded.contains(property);
    }

    /** Remembers what it is so far, before rows are joined to it. */
    void begin() {
        Frame same = new Frame();
        same.variables.putAll(variables);
        same.tables.addAll(tables);
        same.conditions.addAll(conditions);
        same.copies = copies;
        same.outer = outer;
        beginning = same;
    }

    /** What it was when it began, where it is still that with tables joined to it. */
    Optional<Frame> beginning() {
        return Optional.ofNullable(isOrdered() || isSliced() ? null : beginning);
    }

    /** What was joined since it began, for a query inside of that. */
    Frame joined(Frame first) {
        Frame since = new Frame();
        variables.forEach((name, binding) -> {
            if (!first.variables.containsKey(name)) {
                since.variables.put(name, binding);
            }
        });
        since.tables.addAll(tables.subList(first.tables.size(), tables.size()));
        since.conditions.addAll(conditions.subList(first.conditions.size(), conditions.size()));
        since.outer = true;
        return since;
    }

    /** Other variables in the place of those that there were. */
    void rename(Map<String, Binding> columns) {
        known.clear();
        documents.clear();
        kept.clear();
        bounded.clear();
        variables.clear();
        variables.putAll(columns);
    }

    void with(CommonTableExpression<?> table) {
        withs.add(table);
    }

    void join(Table<?> table) {
        tables.add(new Joined(table, null, false));
    }

    /** Joins a table that the statement makes. */
    void joinMade(Table<?> table) {
        tables.add(new Joined(table, null, true));
    }

    /** Whether a table is joined that the statement does not make. */
    boolean readsStored() {
        return tables.stream().anyMatch(joined -> !joined.made());
    }

    void leftJoin(Table<?> table, Condition on) {
        if (tables.isEmpty()) {
            join(DSL.table("(select 1 as one)").as(DSL.name("unit")));
        }
        tables.add(new Joined(table, on, true));
    }

    boolean hasTables() {
        return !tables.isEmpty();
    }

    int tableCount() {
        return tables.size();
    }

    /** How often rows have been read in several places. */
    int copies() {
        return copies;
    }

    void where(Condition condition) {
        conditions.add(condition);
    }

    void orderBy(List<Field<Object>> keys) {
        order.clear();
        order.addAll(keys);
    }

    void slice(@Nullable Field<Object> skip, @Nullable Field<Object> count) {
        offset = skip;
        limit = count;
    }

    /** Makes another limit of the one there is, or of one that cuts nothing. */
    void limit(UnaryOperator<Field<Object>> made, Field<Object> everyRow) {
        limit = made.apply(limit == null ? everyRow : limit);
    }

    /** The place of each row in the order, from 1. */
    Optional<Field<Object>> place() {
        return order.isEmpty()
                ? Optional.empty()
                : Optional.of(sql("row_number() over (order by {0})", Sql.joined(", ", order)));
    }

    boolean isOrdered() {
        return !order.isEmpty();
    }

    boolean isSliced() {
        return offset != null || limit != null;
    }

    /** The variables as a query inside of this one sees them. */
    Frame nested() {
        Frame inner = new Frame();
        inner.nested = true;
        inner.outer = outer || !variables.isEmpty();
        variables.forEach((name, binding) ->
                inner.variables.put(name, binding instanceof Binding.Row row ? row.copy() : binding));
        return inner;
    }

    /** Whether some of its variables are columns of the query around. */
    boolean isNested() {
        return nested;
    }

    /** Whether a query around has variables that it can name, so that it is no table of its own. */
    boolean seesOuter() {
        return outer;
    }

    /** Has few rows, for all that is known. */
    void ofFewRows() {
        few = true;
    }

    boolean isOfFewRows() {
        return few;
    }

    /** Sees the query around where another does. */
    void seesOuterAs(Frame other) {
        outer = other.outer;
    }

    /** The same frame with room for a variable of an iteration. */
    Frame iteration() {
        Frame inner = new Frame();
        inner.variables.putAll(variables);
        inner.rows = rows;
        return inner;
    }

    /** Where rows that an expression asks for are joined. */
    Frame rows() {
        return rows;
    }

    /** Takes over the tables that another frame defines, so that definitions never nest. */
    void inherit(Frame other) {
        withs.addAll(other.withs);
        copies = Math.max(copies, other.copies);
    }

    /** How often rows have been read in several places, which SQLite repeats for each before them. */
    int copied(String operator) {
        if (copies >= MOST_COPIES) {
            throw QueryErrors.rejected(
                    new Position(1, 1),
                    "More than " + MOST_COPIES
                            + " optional parts of several edges and paths of variable length one after another",
                    " (at " + operator + ").");
        }
        return copies + 1;
    }

    void copies(int count) {
        copies = Math.max(copies, count);
    }

    /** The whole SELECT with the tables that it defines. */
    Select<?> select(DSLContext jooq, List<? extends SelectFieldOrAsterisk> fields, List<? extends GroupField> groups) {
        return select(jooq, fields, groups, withs);
    }

    /** The SELECT alone; whoever uses it inherits the tables that this frame defines. */
    Select<?> body(DSLContext jooq, List<? extends SelectFieldOrAsterisk> fields, List<? extends GroupField> groups) {
        return select(jooq, fields, groups, List.of());
    }

    private Select<?> select(
            DSLContext jooq,
            List<? extends SelectFieldOrAsterisk> fields,
            List<? extends GroupField> groups,
            List<CommonTableExpression<?>> defined) {
        SelectQuery<?> query = (defined.isEmpty()
                        ? jooq.select(fields)
                        : jooq.withRecursive(defined.toArray(CommonTableExpression<?>[]::new))
                                .select(fields))
                .getQuery();
        if (tables.size() > MOST_TABLES) {
            throw QueryErrors.rejected(
                    new Position(1, 1),
                    "A pattern of more than " + MOST_TABLES + " nodes and edges",
                    "; divide it with WITH.");
        }
        boolean first = true;
        for (Joined joined : tables) {
            if (first) {
                query.addFrom(joined.table());
            } else if (joined.outerOn() != null) {
                query.addJoin(joined.table(), org.jooq.JoinType.LEFT_OUTER_JOIN, joined.outerOn());
            } else {
                query.addJoin(joined.table(), org.jooq.JoinType.CROSS_JOIN);
            }
            first = false;
        }
        conditions.forEach(query::addConditions);
        if (!groups.isEmpty()) {
            query.addGroupBy(groups);
        }
        order.forEach(key -> query.addOrderBy(key));
        if (isSliced()) {
            if (offset != null) {
                query.addOffset(asNumber(offset));
            }
            if (limit != null) {
                query.addLimit(asNumber(limit));
            }
        }
        return query;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Field<Long> asNumber(Field<Object> field) {
        return (Field) sql("({0})", field);
    }
}

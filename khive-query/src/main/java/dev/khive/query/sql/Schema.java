package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.Bind;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.plan.Rewrite;
import dev.khive.query.plan.Rewrites;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** The conditions on khive's own tables: scope, liveness, labels, relations, ends of edges. */
final class Schema {
    /** Of more label sets or relations than these, the database reads the numbers by their names. */
    private static final int MOST_NUMBERS = 100;

    final GraphFacts facts;
    private final RowSql rows;
    private final int scopeCount;
    private final Rewrites rewrites;

    Schema(RowSql rows, int scopeCount, GraphFacts facts, Rewrites rewrites) {
        this.rewrites = rewrites;
        this.rows = rows;
        this.scopeCount = scopeCount;
        this.facts = facts;
    }

    /** The state of the scope that is read, where a statement tells it. */
    Optional<Field<Object>> state() {
        return rows.tellsState() && scopeCount == 1
                ? Optional.of(sql("(select s.shape from scope as s where s.scope_id = {0})", scopes()))
                : Optional.empty();
    }

    /** The keys of the scopes, for an IN. */
    Field<Object> scopes() {
        List<Field<Object>> keys = new ArrayList<>();
        for (int index = 0; index < scopeCount; index++) {
            keys.add(Sql.bind(new Bind.ScopeId(index)));
        }
        return Sql.joined(", ", keys);
    }

    Field<Object> inScope(String alias) {
        return scopeCount == 1
                ? sql("{0} = {1}", column(alias, "scope_id"), scopes())
                : sql("{0} in ({1})", column(alias, "scope_id"), scopes());
    }

    Field<Object> live(String alias) {
        Field<Object> dead = column(alias, "dead_at");
        return sql("({0} is null or {0} > {1})", dead, Sql.bind(new Bind.Now()));
    }

    /** Whether a row of the node table has the labels. */
    Field<Object> labels(String alias, LabelExpression labels) {
        if (facts.isKnown() && rewrites.on(Rewrite.NAMES_AS_NUMBERS)) {
            List<Long> sets = facts.labelSets(labels).stream()
                    .map(GraphFacts.LabelSet::id)
                    .toList();
            if (sets.size() <= MOST_NUMBERS) {
                return oneOf(column(alias, "label_set_id"), sets);
            }
        }
        return namedLabels(alias, labels);
    }

    /** Whether a number is one of those that are known by the facts. */
    private Field<Object> oneOf(Field<Object> column, List<Long> numbers) {
        rewrites.applied(Rewrite.NAMES_AS_NUMBERS);
        if (numbers.isEmpty()) {
            return sql("false");
        }
        List<Field<Object>> binds = new ArrayList<>();
        numbers.forEach(
                number -> binds.add(rows.keepsPlans() ? Sql.number(number) : Sql.bind(new Bind.Literal(number))));
        return numbers.size() == 1
                ? sql("{0} = {1}", column, binds.getFirst())
                : sql("{0} in ({1})", column, Sql.joined(", ", binds));
    }

    private Field<Object> namedLabels(String alias, LabelExpression labels) {
        return switch (labels) {
            case LabelExpression.Name name ->
                rows.among(
                        column(alias, "label_set_id"),
                        sql(
                                "select m.label_set_id from label as l cross join label_set_member as m"
                                        + " where l.scope_id in ({0}) and l.name = {1} and m.scope_id = l.scope_id"
                                        + " and m.label_id = l.label_id",
                                scopes(), Sql.bind(new Bind.Literal(name.name()))));
            case LabelExpression.Wildcard any ->
                rows.among(
                        column(alias, "label_set_id"),
                        sql("select m.label_set_id from label_set_member as m where m.scope_id in ({0})", scopes()));
            case LabelExpression.Not not -> sql("not {0}", namedLabels(alias, not.operand()));
            case LabelExpression.And and ->
                Sql.and(and.operands().stream()
                        .map(operand -> namedLabels(alias, operand))
                        .toList());
            case LabelExpression.Or or ->
                Sql.or(or.operands().stream()
                        .map(operand -> namedLabels(alias, operand))
                        .toList());
        };
    }

    /** Whether a row of the edge table has one of the relations, null where any will do. */
    @Nullable
    Field<Object> relations(String alias, @Nullable LabelExpression relations) {
        if (relations == null || relations instanceof LabelExpression.Wildcard) {
            return null;
        }
        Field<Object> column = column(alias, "relation_id");
        if (areRelationsNumbers(relations)) {
            return oneOf(column, numbers(relations));
        }
        Set<String> names = new HashSet<>();
        if (names(relations, names)) {
            return named(column, List.copyOf(names));
        }
        return test(alias, relations);
    }

    /** About how many nodes can be the source, or the target, of an edge of the relations; 0 where nothing is known. */
    long ends(@Nullable LabelExpression relations, boolean sources) {
        return facts.isKnown()
                ? facts.shapes(relations).stream()
                        .map(shape -> sources ? shape.source() : shape.target())
                        .distinct()
                        .mapToLong(set -> facts.labelSet(set).nodes())
                        .sum()
                : 0;
    }

    private boolean areRelationsNumbers(LabelExpression relations) {
        return facts.isKnown()
                && rewrites.on(Rewrite.NAMES_AS_NUMBERS)
                && facts.relations(relations).size() <= MOST_NUMBERS;
    }

    private List<Long> numbers(LabelExpression relations) {
        return facts.relations(relations).stream().map(GraphFacts.Relation::id).toList();
    }

    /** The same as true or false, where a name that is not there is false and not NULL. */
    private @Nullable Field<Object> test(String alias, LabelExpression relations) {
        return switch (relations) {
            case LabelExpression.Not not -> {
                Field<Object> inner = test(alias, not.operand());
                yield inner == null ? sql("false") : sql("not {0}", inner);
            }
            case LabelExpression.And and -> Sql.and(parts(alias, and.operands()));
            case LabelExpression.Or or -> Sql.or(parts(alias, or.operands()));
            case LabelExpression.Name name -> anyOf(column(alias, "relation_id"), List.of(name.name()));
            case LabelExpression.Wildcard any -> null;
        };
    }

    /** Whether a row of the edge table has one of the relations: true or false. */
    Field<Object> hasRelation(String alias, LabelExpression relations) {
        if (areRelationsNumbers(relations)) {
            return oneOf(column(alias, "relation_id"), numbers(relations));
        }
        Field<Object> test = test(alias, relations);
        return test == null ? sql("true") : test;
    }

    private List<Field<Object>> parts(String alias, List<LabelExpression> operands) {
        List<Field<Object>> parts = new ArrayList<>();
        for (LabelExpression operand : operands) {
            Field<Object> part = test(alias, operand);
            parts.add(part == null ? sql("true") : part);
        }
        return parts;
    }

    private static boolean names(LabelExpression relations, Set<String> into) {
        return switch (relations) {
            case LabelExpression.Name name -> {
                into.add(name.name());
                yield true;
            }
            case LabelExpression.Or or -> or.operands().stream().allMatch(operand -> names(operand, into));
            default -> false;
        };
    }

    private Field<Object> named(Field<Object> column, List<String> names) {
        return scopeCount == 1 && names.size() == 1
                ? sql(
                        "{0} = (select r.relation_id from relation as r where r.scope_id = {1} and r.name = {2})",
                        column, scopes(), Sql.bind(new Bind.Literal(names.getFirst())))
                : anyOf(column, names);
    }

    private Field<Object> anyOf(Field<Object> column, List<String> names) {
        List<Field<Object>> binds = new ArrayList<>();
        names.forEach(name -> binds.add(Sql.bind(new Bind.Literal(name))));
        return rows.among(
                column,
                sql(
                        "select r.relation_id from relation as r where r.scope_id in ({0}) and r.name in ({1})",
                        scopes(), Sql.joined(", ", binds)));
    }

    /**
     * Whether an edge leaves a node in a direction, with scope and relation: one index seek, or two for both directions.
     *
     * @param to the other end, where it is bound
     */
    Field<Object> leaving(
            String edge,
            Field<Object> from,
            @Nullable Field<Object> to,
            Direction direction,
            @Nullable LabelExpression relations) {
        return switch (direction) {
            case OUT -> arm(edge, "source_id", from, "target_id", to, relations);
            case IN -> arm(edge, "target_id", from, "source_id", to, relations);
            case BOTH ->
                sql(
                        "({0} or {1})",
                        arm(edge, "source_id", from, "target_id", to, relations),
                        arm(edge, "target_id", from, "source_id", to, relations));
        };
    }

    private Field<Object> arm(
            String edge,
            String near,
            Field<Object> from,
            String far,
            @Nullable Field<Object> to,
            @Nullable LabelExpression relations) {
        List<Field<Object>> parts = new ArrayList<>();
        parts.add(inScope(edge));
        parts.add(sql("{0} = {1}", column(edge, near), from));
        if (to != null) {
            parts.add(sql("{0} = {1}", column(edge, far), to));
        }
        Field<Object> relation = relations(edge, relations);
        if (relation != null) {
            parts.add(relation);
        }
        return Sql.and(parts);
    }

    /** The end of an edge that is not {@code from}. */
    static Field<Object> farEnd(String edge, Field<Object> from, Direction direction) {
        return switch (direction) {
            case OUT -> column(edge, "target_id");
            case IN -> column(edge, "source_id");
            case BOTH ->
                sql(
                        "case when {0} = {1} then {2} else {0} end",
                        new QueryPart[] {column(edge, "source_id"), from, column(edge, "target_id")});
        };
    }
}

package dev.khive.query.sql;

import dev.khive.api.query.Explanation;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryType;
import dev.khive.api.query.Support;
import dev.khive.query.Bind;
import dev.khive.query.CompiledQuery;
import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Position;
import dev.khive.query.ast.Query;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.parse.QueryErrors;
import dev.khive.query.plan.PlanText;
import dev.khive.query.plan.Planner;
import dev.khive.query.plan.QueryPlan;
import dev.khive.query.plan.Rewrite;
import dev.khive.query.plan.Rewrites;
import dev.khive.query.plan.RowBound;
import dev.khive.query.plan.RowCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.conf.ParamType;
import org.jooq.conf.RenderKeywordCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** Compiles a syntax tree for one dialect. Safe for use by many threads. */
public final class SqlCompiler {
    private static final Settings SETTINGS = new Settings()
            .withRenderFormatted(true)
            .withRenderKeywordCase(RenderKeywordCase.LOWER)
            .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
            .withParamType(ParamType.INDEXED)
            .withStatementType(org.jooq.conf.StatementType.PREPARED_STATEMENT);

    private final SqlDialectProfile profile;
    private final DSLContext jooq;
    private final Set<Rewrite> on;

    /**
     * A compiler for a dialect.
     *
     * @param rewrites those that are on
     */
    public SqlCompiler(SqlDialectProfile profile, Set<Rewrite> rewrites) {
        this.profile = profile;
        boolean hashes = profile.rows().hashesTables();
        this.on = rewrites.stream()
                .filter(rewrite -> hashes ? !rewrite.needsIndexes() : !rewrite.needsHashing())
                .collect(Collectors.toUnmodifiableSet());
        this.jooq = DSL.using(profile.jooq(), SETTINGS);
    }

    /**
     * Compiles a query.
     *
     * @param parameters the types of the parameters that are given
     * @param scopeCount how many scopes are read
     * @param facts what is known of these scopes
     */
    public CompiledQuery compile(Query query, Map<String, Type> parameters, int scopeCount, GraphFacts facts) {
        Map<Construct, Position> constructs = ConstructFinder.in(query);
        constructs.forEach(this::refuse);
        Rewrites rewrites = new Rewrites(on);
        QueryPlan plan = Planner.plan(query, parameters, facts, rewrites);
        Schema schema = new Schema(profile.rows(), scopeCount, facts, rewrites);
        Values values = new Values(profile, schema, new Names(), rewrites);
        OperatorCompiler.Statement statement = new OperatorCompiler(plan, jooq, parameters, values).statement();
        Sql.BindList binds = new Sql.BindList();
        Configuration rendering = jooq.configuration().derive();
        rendering.data(Sql.BINDS, binds);
        String sql = DSL.using(rendering).render(statement.select());
        StatementGuard.check(sql, binds.toList().size());
        List<QueryColumn> columns = new ArrayList<>();
        for (int index = 0; index < plan.columns().size(); index++) {
            columns.add(new QueryColumn(
                    plan.columns().get(index), columnType(statement.types().get(index))));
        }
        return new CompiledQuery(
                sql,
                binds.toList(),
                columns,
                statement.types(),
                RowBound.of(plan.root()),
                statement.tellsState(),
                plan.counts().stream().filter(RowCount::isParameter).toList(),
                List.of(),
                explanation(plan, rewrites, sql, binds.toList(), constructs));
    }

    private void refuse(Construct construct, Position position) {
        if (profile.support(construct) == Support.REJECTED) {
            throw QueryErrors.rejected(position, construct.title(), " by the dialect " + profile.name() + " yet.");
        }
    }

    private static QueryType columnType(Type type) {
        return switch (type.kind()) {
            case ANY, NULL, NUMBER -> QueryType.ANY;
            case BOOLEAN -> QueryType.BOOLEAN;
            case INTEGER -> QueryType.INTEGER;
            case FLOAT -> QueryType.FLOAT;
            case STRING -> QueryType.STRING;
            case LIST -> QueryType.LIST;
            case MAP -> QueryType.MAP;
            case NODE -> QueryType.NODE;
            case EDGE -> QueryType.EDGE;
            case PATH -> QueryType.PATH;
        };
    }

    private Explanation explanation(
            QueryPlan plan, Rewrites rewrites, String sql, List<Bind> binds, Map<Construct, Position> constructs) {
        Map<String, Support> supports = new TreeMap<>();
        constructs.keySet().forEach(construct -> supports.put(construct.title(), profile.support(construct)));
        return new Explanation(
                profile.name(),
                PlanText.describe(plan),
                rewrites.titles(),
                sql,
                binds.stream().map(SqlCompiler::describe).toList(),
                supports);
    }

    private static Explanation.Bind describe(Bind bind) {
        return switch (bind) {
            case Bind.ScopeId scope -> new Explanation.Bind("scope " + (scope.index() + 1), "INTEGER");
            case Bind.Now now -> new Explanation.Bind("now", "INTEGER");
            case Bind.Parameter parameter ->
                new Explanation.Bind("$" + parameter.name(), parameter.type().toString());
            case Bind.Literal literal ->
                new Explanation.Bind("constant " + shown(literal.value()), name(literal.value()));
        };
    }

    private static String shown(Object value) {
        return value instanceof String text
                ? "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'"
                : value.toString();
    }

    private static String name(Object value) {
        return dev.khive.query.analysis.ExpressionChecker.ofValue(value).toString();
    }
}

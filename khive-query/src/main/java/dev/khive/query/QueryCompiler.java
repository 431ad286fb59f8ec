package dev.khive.query;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.query.QueryException;
import dev.khive.query.analysis.Type;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.parse.QueryParser;
import dev.khive.query.plan.Planner;
import dev.khive.query.plan.Rewrite;
import dev.khive.query.sql.SqlCompiler;
import dev.khive.query.sql.SqlDialectProfile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Compiles query texts for a dialect, and keeps what it compiled by text, types of parameters, number of scopes and
 * facts, so a plan is never given for other facts than those it rests on. Needs no connection. Safe for use by many threads.
 */
public final class QueryCompiler {
    private static final int CACHED = 1_000;

    private record Key(String text, Map<String, Type> parameters, int scopeCount, GraphFacts facts) {}

    private record Recent(Key key, CompiledQuery compiled) {
        boolean isOf(String text, Map<String, Type> parameters, int scopeCount, GraphFacts facts) {
            return key.facts().equals(facts)
                    && key.scopeCount() == scopeCount
                    && key.text().equals(text)
                    && key.parameters().equals(parameters);
        }
    }

    /** A power of two. */
    private static final int RECENT = 64;

    private final SqlCompiler sql;
    /** What was asked for last, by the hashes of texts: found without a lock, and without a hash of everything. */
    private final AtomicReferenceArray<@Nullable Recent> recent = new AtomicReferenceArray<>(RECENT);

    private final Map<Key, CompiledQuery> compiled = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompiledQuery> eldest) {
            return size() > CACHED;
        }
    };

    /** A compiler for a dialect's profile. */
    public QueryCompiler(SqlDialectProfile profile) {
        this(profile, Rewrite.all());
    }

    /**
     * A compiler for a dialect's profile.
     *
     * @param rewrites those that are on
     */
    public QueryCompiler(SqlDialectProfile profile, Set<Rewrite> rewrites) {
        this.sql = new SqlCompiler(profile, rewrites);
    }

    /**
     * A compiler for a dialect by its name, for example {@code sqlite}.
     *
     * @throws InvalidInputException where no profile of that name is on the class path
     */
    public static QueryCompiler forDialect(String name) {
        return forDialect(name, Rewrite.all());
    }

    /**
     * A compiler for a dialect by its name.
     *
     * @param rewrites those that are on
     * @throws InvalidInputException where no profile of that name is on the class path
     */
    public static QueryCompiler forDialect(String name, Set<Rewrite> rewrites) {
        Set<String> known = new TreeSet<>();
        for (SqlDialectProfile profile : ServiceLoader.load(SqlDialectProfile.class)) {
            if (profile.name().equals(name)) {
                return new QueryCompiler(profile, rewrites);
            }
            known.add(profile.name());
        }
        throw new InvalidInputException("There is no SQL dialect " + name + "; known are " + known + ".");
    }

    /**
     * The statement that answers a query on every graph.
     *
     * @param parameters the type of each parameter that is given, see {@link QueryValues#types}
     * @param scopeCount how many scopes are read, at least 1
     * @throws dev.khive.api.query.QueryException where the text is wrong or asks for what is not supported
     */
    public CompiledQuery compile(String text, Map<String, Type> parameters, int scopeCount) {
        return compile(text, parameters, scopeCount, GraphFacts.UNKNOWN);
    }

    /**
     * The statement that answers a query on every graph of which the facts hold.
     *
     * @param parameters the type of each parameter that is given, see {@link QueryValues#types}
     * @param scopeCount how many scopes are read, at least 1
     * @param facts what is known of the scopes that are read
     * @throws dev.khive.api.query.QueryException where the text is wrong or asks for what is not supported
     */
    public CompiledQuery compile(String text, Map<String, Type> parameters, int scopeCount, GraphFacts facts) {
        int place = text.hashCode() & (RECENT - 1);
        Recent last = recent.get(place);
        if (last != null && last.isOf(text, parameters, scopeCount, facts)) {
            return last.compiled();
        }
        Key key = new Key(text, Map.copyOf(parameters), scopeCount, facts);
        CompiledQuery found = compiled(key);
        recent.set(place, new Recent(key, found));
        return found;
    }

    private CompiledQuery compiled(Key key) {
        synchronized (compiled) {
            CompiledQuery known = compiled.get(key);
            if (known != null) {
                return known;
            }
        }
        CompiledQuery fresh = fresh(key);
        synchronized (compiled) {
            compiled.put(key, fresh);
        }
        return fresh;
    }

    /** The bounds of the parser keep the stack small; whatever slips past them is still an error with a sentence. */
    private CompiledQuery fresh(Key key) {
        try {
            return sql.compile(QueryParser.parse(key.text()), key.parameters(), key.scopeCount(), key.facts());
        } catch (StackOverflowError tooDeep) {
            throw tooDeep(tooDeep);
        }
    }

    private static QueryException tooDeep(StackOverflowError cause) {
        return new QueryException(
                QueryException.Reason.SYNTAX, "NestingTooDeep", "The query nests too deep.", 1, 1, cause);
    }

    /**
     * Checks a text without values for its parameters.
     *
     * @return the names of its parameters
     * @throws dev.khive.api.query.QueryException where the text is wrong whatever the parameters are
     */
    public Set<String> check(String text) {
        Set<String> names = QueryParser.parameterNames(text);
        Map<String, Type> unknown = new HashMap<>();
        names.forEach(name -> unknown.put(name, Type.ANY));
        try {
            Planner.plan(QueryParser.parse(text), unknown);
        } catch (StackOverflowError tooDeep) {
            throw tooDeep(tooDeep);
        }
        return names;
    }
}

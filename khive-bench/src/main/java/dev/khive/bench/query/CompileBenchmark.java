package dev.khive.bench.query;

import dev.khive.query.CompiledQuery;
import dev.khive.query.QueryCompiler;
import dev.khive.query.QueryValues;
import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Query;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.parse.QueryParser;
import dev.khive.query.plan.Rewrite;
import dev.khive.query.sql.SqlCompiler;
import dev.khive.query.sql.SqlDialectProfile;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the text of a query to its statement: in a process that has compiled nothing yet, in a warm one without the cache, and from
 * the cache. The median counts, since other work on a machine only ever adds.
 */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CompileBenchmark {
    private static final Map<String, Type> PARAMETERS = QueryValues.types(Map.of("name", "Ann"));

    /** The query. */
    @Param
    public SampleQuery query = SampleQuery.LSQB_Q1;

    /** The dialect. */
    @Param({"sqlite"})
    public String dialect = "sqlite";

    /** What is known of the graph. */
    @Param
    public SampleFacts known = SampleFacts.SOCIAL;

    private GraphFacts facts = GraphFacts.UNKNOWN;
    private QueryCompiler caching = QueryCompiler.forDialect("sqlite");
    private SqlCompiler compiler = new SqlCompiler(profile("sqlite"), Rewrite.all());

    private static SqlDialectProfile profile(String name) {
        return ServiceLoader.load(SqlDialectProfile.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Finds the dialect and the facts. */
    @Setup
    public void findDialect() {
        caching = QueryCompiler.forDialect(dialect);
        compiler = new SqlCompiler(profile(dialect), Rewrite.all());
        facts = known.facts();
    }

    /** The first query of a process. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(value = 7)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public CompiledQuery cold() {
        return compiler.compile(QueryParser.parse(query.text()), PARAMETERS, 1, facts);
    }

    /** The whole way, in a process that has compiled for some seconds. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @Fork(1)
    @Warmup(iterations = 5, time = 2)
    @Measurement(iterations = 5, time = 1)
    public CompiledQuery warm() {
        return compiler.compile(QueryParser.parse(query.text()), PARAMETERS, 1, facts);
    }

    /** The part of {@link #warm} that reads the text. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public Query parse() {
        return QueryParser.parse(query.text());
    }

    /** A text that was compiled before, given as another string with the same letters. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public CompiledQuery cached() {
        return caching.compile(new String(query.text().toCharArray()), PARAMETERS, 1, facts);
    }
}

package dev.khive.conformance.scope;

import dev.khive.api.Capability;
import dev.khive.api.Freshness;
import dev.khive.api.query.Explanation;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Event;
import dev.khive.api.stream.QueryStream;
import dev.khive.conformance.scope.TwinCase.Calls;
import dev.khive.conformance.stream.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A case for every method of the handles and of the query door. */
final class TwinHandleCases {

    private static final List<String> QUERIES = List.of(
            "MATCH (n) RETURN count(n) AS n",
            "MATCH (n) RETURN n ORDER BY n.name",
            "MATCH (n:Bird) RETURN n.owner AS owner ORDER BY owner",
            "MATCH (n {owner: 'secret'}) RETURN n",
            "MATCH (a)-[e]->(b) RETURN e, a.owner AS a, b.owner AS b",
            "MATCH (a)-[e]-(b) RETURN count(*) AS n",
            "MATCH (a)-[:SECRET_RELATION]->(b) RETURN a",
            "MATCH (a)-[*1..3]->(b) RETURN count(*) AS n");

    private final List<TwinCase> cases = new ArrayList<>();

    private TwinHandleCases() {
        stores();
        handles();
        queries();
        streams();
    }

    static List<TwinCase> all() {
        return new TwinHandleCases().cases;
    }

    private void add(boolean writes, Capability capability, String method, Consumer<Calls> calls) {
        cases.add(new TwinCase(method, writes, Set.of(capability), calls));
    }

    /** What the stores that are handed out answer is in the cases of their own methods. */
    private void stores() {
        add(
                false,
                Capability.ENTITIES,
                "Stores.entities()",
                calls -> calls.call(() -> calls.storage().entities()));
        add(
                false,
                Capability.NOTES,
                "Stores.notes()",
                calls -> calls.call(() -> calls.storage().notes()));
        add(
                false,
                Capability.GRAPH,
                "Stores.graph()",
                calls -> calls.call(() -> calls.storage().graph()));
        add(
                false,
                Capability.EVENTS,
                "Stores.events()",
                calls -> calls.call(() -> calls.storage().events()));
        add(
                false,
                Capability.VECTORS,
                "Stores.vectors()",
                calls -> calls.call(() -> calls.storage().vectors()));
        add(
                false,
                Capability.SPARSE,
                "Stores.sparse()",
                calls -> calls.call(() -> calls.storage().sparse()));
        add(
                false,
                Capability.TEXT,
                "Stores.text()",
                calls -> calls.call(() -> calls.storage().text()));
        add(
                false,
                Capability.HYBRID_SEARCH,
                "Stores.hybrid()",
                calls -> calls.call(() -> calls.storage().hybrid()));
        add(
                false,
                Capability.ENTITIES,
                "Stores.statistics()",
                calls -> calls.call(() -> calls.storage().statistics()));
    }

    private void handles() {
        add(
                false,
                Capability.ENTITIES,
                "Storage.scope()",
                calls -> calls.call(() -> calls.storage().scope()));
        add(
                false,
                Capability.ENTITIES,
                "Storage.version()",
                calls -> calls.call(() -> calls.storage().version()));
        add(
                false,
                Capability.ENTITIES,
                "Storage.atLeast(long)",
                calls -> calls.call(
                        () -> TwinRecords.everythingIn(calls.storage().atLeast(1))));
        add(
                false,
                Capability.ENTITIES,
                "Storage.standing(Freshness)",
                calls -> calls.call(() -> calls.storage().standing(Freshness.STRICT)));
        add(
                false,
                Capability.ENTITIES,
                "Storage.read(Freshness, Function)",
                calls -> calls.call(() -> calls.storage().read(Freshness.STRICT, TwinRecords::everythingIn)));
        add(
                true,
                Capability.TRANSACTIONS,
                "Storage.transaction(Function)",
                calls -> calls.call(() -> calls.storage().transaction(transaction -> {
                    transaction.entities().upsert(TwinRecords.entity(TwinRecords.THEIR_ENTITY, "mine"));
                    transaction.entities().delete(TwinRecords.HERON, DeleteMode.HARD);
                    return TwinRecords.everythingIn(transaction);
                })));
        add(
                false,
                Capability.TRANSACTIONS,
                "Transaction.scope()",
                calls -> calls.call(() -> calls.storage().transaction(transaction -> transaction.scope())));
        add(
                true,
                Capability.SAVEPOINTS,
                "Transaction.savepoint(Supplier)",
                calls -> calls.call(() -> calls.storage()
                        .transaction(transaction -> transaction.savepoint(() -> {
                            transaction.entities().delete(TwinRecords.STORK, DeleteMode.HARD);
                            return TwinRecords.everythingIn(transaction);
                        }))));
    }

    private static void eachQuery(Calls calls, Function<String, QueryResult> run) {
        QUERIES.forEach(query -> calls.call(() -> run.apply(query).stream()
                .map(row -> Shown.of(row.toMap()))
                .sorted()
                .toList()));
    }

    private void queries() {
        add(
                false,
                Capability.QUERY_GQL,
                "GraphQueries.query(String)",
                calls -> eachQuery(calls, query -> calls.storage().query(query)));
        add(
                false,
                Capability.QUERY_GQL,
                "GraphQueries.query(String, Map)",
                calls -> eachQuery(calls, query -> calls.storage().query(query, Map.of("tenant", "tenant-b"))));
        add(
                false,
                Capability.QUERY_GQL,
                "GraphQueries.query(String, Map, QueryOptions)",
                calls -> eachQuery(
                        calls,
                        query -> calls.storage().query(query, Map.of(), QueryOptions.DEFAULT.withRowLimit(100))));
        add(
                false,
                Capability.QUERY_GQL,
                "GraphQueries.prepare(String)",
                calls -> QUERIES.forEach(
                        query -> calls.call(() -> calls.storage().prepare(query).text())));
        add(
                false,
                Capability.QUERY_GQL,
                "GraphQueries.explain(String)",
                calls -> QUERIES.forEach(
                        query -> calls.call(() -> calls.storage().explain(query).text())));
        add(
                false,
                Capability.QUERY_GQL,
                "GraphQueries.explain(String, Map)",
                calls -> QUERIES.forEach(query -> calls.call(
                        () -> calls.storage().explain(query, Map.of()).text())));
        add(
                false,
                Capability.QUERY_GQL,
                "GraphQueries.explainWithDatabasePlan(String, Map)",
                calls -> QUERIES.forEach(query ->
                        calls.call(() -> ownOf(calls.storage().explainWithDatabasePlan(query, Map.of())))));
        add(
                false,
                Capability.QUERY_GQL,
                "PreparedQuery.text()",
                calls -> QUERIES.forEach(
                        query -> calls.call(() -> calls.storage().prepare(query).text())));
        add(
                false,
                Capability.QUERY_GQL,
                "PreparedQuery.parameterNames()",
                calls -> QUERIES.forEach(
                        query -> calls.call(() -> calls.storage().prepare(query).parameterNames())));
        add(
                false,
                Capability.QUERY_GQL,
                "PreparedQuery.execute(Map)",
                calls ->
                        eachQuery(calls, query -> calls.storage().prepare(query).execute(Map.of())));
        add(
                false,
                Capability.QUERY_GQL,
                "PreparedQuery.execute(Map, QueryOptions)",
                calls -> eachQuery(
                        calls, query -> calls.storage().prepare(query).execute(Map.of(), QueryOptions.DEFAULT)));
        add(
                false,
                Capability.QUERY_GQL,
                "PreparedQuery.explain(Map)",
                calls -> QUERIES.forEach(query -> calls.call(
                        () -> calls.storage().prepare(query).explain(Map.of()).text())));
    }

    /**
     * What khive says of a query, and what of the database's own plan names a tenant. The rest of that plan follows the size of
     * the whole database, which the database measures when it likes.
     */
    private static String ownOf(Explanation explanation) {
        List<String> naming = explanation.databasePlan().stream()
                .filter(line -> line.contains("tenant-"))
                .toList();
        return explanation.withDatabasePlan(naming).text();
    }

    private void stream(Capability capability, String method, Consumer<Calls> calls) {
        cases.add(new TwinCase(method, false, Set.of(Capability.STREAMS, capability), calls));
    }

    private static void eachStream(Calls calls, Function<String, QueryStream> open) {
        QUERIES.forEach(query -> calls.call(() -> Recorder.all(open.apply(query)).stream()
                .map(row -> Shown.of(row.toMap()))
                .sorted()
                .toList()));
    }

    private void streams() {
        stream(
                Capability.ENTITIES,
                "Storage.streams()",
                calls -> calls.call(() -> calls.storage().streams()));
        stream(
                Capability.QUERY_GQL,
                "ScopeStreams.query(String)",
                calls -> eachStream(calls, query -> calls.storage().streams().query(query)));
        stream(
                Capability.QUERY_GQL,
                "ScopeStreams.query(String, Map)",
                calls -> eachStream(
                        calls, query -> calls.storage().streams().query(query, Map.of("tenant", "tenant-b"))));
        stream(
                Capability.QUERY_GQL,
                "ScopeStreams.query(String, Map, QueryOptions)",
                calls -> eachStream(
                        calls, query -> calls.storage().streams().query(query, Map.of(), QueryOptions.DEFAULT)));
        stream(
                Capability.EVENTS,
                "ScopeStreams.follow(long)",
                calls -> calls.call(() -> {
                    int events = (int) calls.storage().events().lastSequence();
                    Recorder<Event> follower =
                            Recorder.of(calls.storage().streams().follow(0)).request(Long.MAX_VALUE);
                    List<Event> seen = follower.awaitItems(events);
                    follower.cancel();
                    return seen;
                }));
    }
}

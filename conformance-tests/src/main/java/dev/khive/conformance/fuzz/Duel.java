package dev.khive.conformance.fuzz;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import java.time.Duration;
import java.util.Map;

/** A graph in a backend and in the reference, both asked the same queries. */
record Duel(Storage backend, Storage reference) {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** A judged query. */
    record Judged(Verdict verdict, Answer backend, Answer reference) {}

    static Duel over(RandomGraph graph, Backend backend, Backend reference, String tenant) {
        Scope scope = new Scope(tenant, "fuzz");
        graph.storeIn(backend.in(scope));
        graph.storeIn(reference.in(scope));
        return new Duel(backend.in(scope), reference.in(scope));
    }

    Judged judge(RandomQuery query) {
        Map<String, Object> parameters = RandomQueries.PARAMETERS;
        Answer found = Answer.of(backend, query.text(), parameters, LIMIT.multipliedBy(10));
        Answer wanted = Answer.of(reference, query.text(), parameters, LIMIT);
        return new Judged(Verdict.of(found, wanted, query), found, wanted);
    }
}

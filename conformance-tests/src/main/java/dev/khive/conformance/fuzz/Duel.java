package dev.khive.conformance.fuzz;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import java.time.Duration;

/** A graph in a backend and in the reference, both asked the same queries. */
record Duel(Storage backend, Storage reference) {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** A judged query. */
    record Judged(Verdict verdict, Answer backend, Answer reference) {}

    static Duel over(RandomGraph graph, Backend backend, Backend reference, String tenant) {
        Scope scope = scope(tenant);
        graph.storeIn(backend.in(scope));
        graph.storeIn(reference.in(scope));
        return new Duel(backend.in(scope), reference.in(scope));
    }

    private static Scope scope(String tenant) {
        return new Scope(tenant, "fuzz");
    }

    /** The same graph, asked of a backend that has it already. */
    Duel against(Backend other, String tenant) {
        return new Duel(other.in(scope(tenant)), reference);
    }

    Judged judge(RandomQuery query) {
        return judge(query, wanted(query));
    }

    /** What the reference answers. */
    Answer wanted(RandomQuery query) {
        return Answer.of(reference, query.text(), RandomQueries.PARAMETERS, LIMIT);
    }

    Judged judge(RandomQuery query, Answer wanted) {
        Answer found = Answer.of(backend, query.text(), RandomQueries.PARAMETERS, LIMIT.multipliedBy(10));
        return new Judged(Verdict.of(found, wanted, query), found, wanted);
    }
}

package dev.khive.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What must be left of a writer that is killed: what the oracle holds after the same commits. Made for one scope, and good for several
 * kills of the same writer in it, each going on where the one before was looked at.
 */
final class Killed implements AutoCloseable {
    private final Scope scope;
    private final Workload workload;
    private final Set<Capability> declared;
    private final List<String> findingsBefore;
    private final Commits commits;
    private final Backend oracle = Khive.open(KhiveConfig.of("memory:"));
    private final Map<Integer, Inventory> expected = new HashMap<>();
    private int made;

    Killed(Scope scope, Workload workload, String writer, Set<Capability> declared, List<String> findingsBefore) {
        this.scope = scope;
        this.workload = workload;
        this.declared = declared;
        this.findingsBefore = findingsBefore;
        this.commits = workload.of(writer, declared);
        commits.prepare(oracle.in(scope));
    }

    /** Writes what is there before the first commit. */
    void prepare(Backend backend) {
        commits.prepare(backend.in(scope));
    }

    /** What there is after the commits below a number. */
    private Inventory expected(int number) {
        for (; made <= number; made++) {
            if (made == number) {
                expected.put(made, Inventory.of(oracle.in(scope), declared));
            }
            commits.commit(oracle, scope, made);
        }
        return Objects.requireNonNull(expected.get(number), "asked for in order");
    }

    /**
     * Requires that the commits below a number are there whole and alone, or with the next one where that was not acknowledged and
     * may be there; and that the database is written to at once.
     *
     * @return the number of the next commit
     */
    int requireLeft(Backend backend, int acknowledged, boolean oneMore) {
        Inventory found = Inventory.of(backend.in(scope), declared);
        Inventory after = expected(acknowledged);
        boolean kept = oneMore
                && found.version() == expected(acknowledged + 1).version()
                && found.version() != after.version();
        int next = kept ? acknowledged + 1 : acknowledged;
        require(backend, found, next, acknowledged + " commits were acknowledged when the process was killed");
        commits.commit(backend, scope, next);
        require(backend, Inventory.of(backend.in(scope), declared), next + 1, "the first commit after a kill was made");
        assertThat(findings(backend))
                .as("what the checks find after a kill, beside what they found before")
                .isEqualTo(findingsBefore);
        return next + 1;
    }

    private void require(Backend backend, Inventory found, int number, String when) {
        Inventory right = expected(number);
        assertThat(found.parts().keySet())
                .as("what is there after %s", when)
                .containsExactlyElementsOf(right.parts().keySet());
        right.parts()
                .forEach((name, rows) -> assertThat(found.parts().get(name))
                        .as("%s after %s: what was acknowledged is there whole, and nothing else", name, when)
                        .containsExactlyElementsOf(rows));
        requireFacts(backend, when);
        if (workload == Workload.STEPS
                && declared.containsAll(Set.of(Capability.SQL_ACCESS, Capability.TRANSACTIONS))) {
            assertThat(backend
                            .sql()
                            .query("SELECT n FROM " + Steps.TABLE + " WHERE tenant = ? ORDER BY n", scope.tenant())
                            .stream()
                            .map(row -> ((Number) Objects.requireNonNull(row.get("n"))).intValue()))
                    .as("the rows that SQL wrote in the same transactions, after %s", when)
                    .containsExactlyElementsOf(
                            IntStream.range(0, number).boxed().toList());
        }
    }

    /** What a database counts beside its rows agrees with its rows. */
    private void requireFacts(Backend backend, String when) {
        if (declared.contains(Capability.QUERY_GQL)) {
            Storage storage = backend.in(scope);
            List<Long> counted = List.of(
                    count(backend, "MATCH (n:Bird) RETURN count(*) AS n"),
                    count(backend, "MATCH (n) RETURN count(n) AS n"),
                    count(backend, "MATCH ()-[e]->() RETURN count(e) AS n"),
                    count(backend, "MATCH ()-[e:NEXT]->() RETURN count(*) AS n"));
            long entities = storage.entities().count(Filter.ALL);
            long notes = declared.contains(Capability.NOTES) ? storage.notes().count(Filter.ALL) : 0;
            assertThat(counted)
                    .as("what queries count after %s, beside the rows that are there", when)
                    .containsExactly(
                            entities,
                            entities + notes,
                            storage.graph().count(Filter.ALL),
                            storage.graph().count(Filter.field(RecordField.KIND).equalTo("NEXT")));
        }
    }

    /** What the checks of a database find, which is something where the kit has a table of its own in it. */
    static List<String> findings(Backend backend) {
        if (!backend.capabilities().contains(Capability.INTEGRITY_CHECK)) {
            return List.of();
        }
        return backend.operations().check(Progress.NONE).checks().stream()
                .flatMap(check -> check.findings().stream().map(finding -> check.name() + ": " + finding))
                .toList();
    }

    private long count(Backend backend, String query) {
        return backend.in(scope).query(query).toList().getFirst().longValue("n");
    }

    @Override
    public void close() {
        oracle.close();
    }
}

package dev.khive.conformance.mutant;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All of them. */
final class Mutants {
    static final List<Mutant> ALL = Stream.of(
                    RecordMutants.ALL,
                    FilterMutants.ALL,
                    GraphMutants.ALL,
                    EventMutants.ALL,
                    SearchMutants.ALL,
                    TransactionMutants.ALL,
                    BackendMutants.ALL,
                    DurabilityMutants.ALL,
                    FreshnessMutants.ALL)
            .flatMap(List::stream)
            .toList();

    /** One that no rule names: what finds it is the time that a case may take. */
    static final Mutant HANGING = Mutant.of("a-traversal-never-ends", "GRAPH-010", "GraphStore.traverse", call -> {
        Thread.sleep(Duration.ofDays(1));
        return call.proceed();
    });

    private Mutants() {}

    static Mutant named(String name) {
        return Stream.concat(ALL.stream(), Stream.of(HANGING))
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no mutant " + name + "."));
    }
}

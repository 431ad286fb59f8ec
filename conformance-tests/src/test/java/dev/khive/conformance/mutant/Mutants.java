package dev.khive.conformance.mutant;

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
                    BackendMutants.ALL)
            .flatMap(List::stream)
            .toList();

    private Mutants() {}

    static Mutant named(String name) {
        return ALL.stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no mutant " + name + "."));
    }
}

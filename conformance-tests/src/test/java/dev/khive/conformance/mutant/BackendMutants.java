package dev.khive.conformance.mutant;

import dev.khive.api.Backend;
import dev.khive.api.Bounds;
import dev.khive.api.Capability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Scopes, declarations, errors and endings that go wrong. */
final class BackendMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "tenants-share-their-namespaces",
                    "SCOPE-002",
                    "Backend.in",
                    call -> call.changing(Scope.class, BackendMutants::withoutTheLastLetterOfItsTenant)
                            .proceed()),
            Mutant.of("one-method-reads-every-namespace", "SCOPE-003", "Backend.reading", call -> {
                ReadScope scope = call.argument(0);
                call.proceed();
                List<String> all = call.on(Backend.class).namespaces(scope.tenant());
                return call.with(0, new ReadScope(scope.tenant(), all)).proceed();
            }),
            Mutant.of(
                    "namespaces-are-listed-in-any-order",
                    "SCOPE-014",
                    "Backend.namespaces",
                    call -> call.<List<String>>proceed().reversed()),
            Mutant.of("a-namespace-that-nobody-wrote-is-empty", "SCOPE-012", "Backend.reading", call -> {
                ReadScope scope = call.argument(0);
                try {
                    return call.proceed();
                } catch (NotFoundException missing) {
                    return call.on(Backend.class).in(Scope.of(scope.tenant(), "nobody-wrote-this"));
                }
            }),
            Mutant.of(
                    "the-bounds-of-the-configuration-are-ignored",
                    "BOUND-003",
                    "Backend.bounds",
                    call -> Bounds.DEFAULT),
            Mutant.of("what-a-capability-implies-is-not-declared", "CAPABILITY-001", "Backend.capabilities", call -> {
                Set<Capability> declared = EnumSet.copyOf(call.<Set<Capability>>proceed());
                declared.remove(Capability.SAVEPOINTS);
                declared.remove(Capability.TRANSACTIONS);
                declared.add(Capability.SAVEPOINTS);
                return Set.copyOf(declared);
            }),
            Mutant.of(
                    "the-declaration-can-be-changed",
                    "CAPABILITY-002",
                    "Backend.capabilities",
                    call -> EnumSet.copyOf(call.<Set<Capability>>proceed())),
            Mutant.of(
                    "a-name-has-capitals",
                    "CAPABILITY-003",
                    "Backend.name",
                    call -> call.<String>proceed().toUpperCase(Locale.ROOT)),
            Mutant.of("what-is-not-declared-is-answered", "CAPABILITY-004", "Backend.capabilities", call -> {
                List<Capability> declared = new ArrayList<>(call.<Set<Capability>>proceed());
                declared.remove(Capability.NOTES);
                return Set.copyOf(declared);
            }),
            Mutant.of("a-closed-backend-answers-on", "LIFECYCLE-003", "Backend.close", call -> null),
            new Mutant(
                    "errors-do-not-say-where-they-come-from",
                    "ERROR-001",
                    List.of("EntityStore.insert", "GraphStore.upsert", "EntityStore.replace"),
                    call -> {
                        try {
                            return call.proceed();
                        } catch (KhiveException refused) {
                            throw new InvalidInputException(String.valueOf(refused.getMessage()));
                        }
                    }));

    private BackendMutants() {}

    private static Scope withoutTheLastLetterOfItsTenant(Scope scope) {
        return Scope.of(scope.tenant().replaceFirst("[a-z]$", ""), scope.namespace());
    }
}

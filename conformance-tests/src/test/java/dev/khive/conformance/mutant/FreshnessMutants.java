package dev.khive.conformance.mutant;

import dev.khive.api.Freshness;
import dev.khive.api.Ownership;
import dev.khive.api.Served;
import dev.khive.api.Standing;
import dev.khive.api.Storage;
import dev.khive.api.error.StaleBlockedException;
import dev.khive.conformance.follower.FollowerProvider;
import java.util.List;
import java.util.function.UnaryOperator;

/** Answers that say what is not so of their age, for each ownership. */
final class FreshnessMutants {
    static final List<Mutant> ALL = List.of(
            mutant("a-standing-names-another-owner", "FRESHNESS-001", Ownership.WRITE_THROUGH, "standing", call -> {
                Standing standing = call.proceed();
                return Standing.proven(Ownership.SNAPSHOT, standing.version());
            }),
            mutant(
                    "a-read-does-not-name-the-version-that-it-has",
                    "FRESHNESS-003",
                    Ownership.WRITE_THROUGH,
                    "read",
                    call -> with(call.proceed(), standing -> Standing.proven(standing.ownership(), 0))),
            mutant(
                    "a-right-answer-is-called-degraded",
                    "FRESHNESS-003",
                    Ownership.WRITE_THROUGH,
                    "read",
                    call -> with(call.proceed(), standing -> unproven(standing, standing.version()))),
            mutant(
                    "a-version-is-promised-that-was-not-reached",
                    "FRESHNESS-004",
                    Ownership.WRITE_THROUGH,
                    "read",
                    call -> with(
                            call.proceed(), standing -> Standing.proven(standing.ownership(), standing.version() + 1))),
            mutant(
                    "several-namespaces-are-read-as-the-first",
                    "FRESHNESS-005",
                    Ownership.WRITE_THROUGH,
                    "standing",
                    call -> Standing.proven(Ownership.WRITE_THROUGH, 0)),
            mutant(
                    "a-strict-read-does-not-wait-for-the-feed",
                    "FRESHNESS-006",
                    Ownership.EVENT_FEED,
                    "read",
                    call -> call.argument(0) == Freshness.STRICT
                            ? asIfProven(call.with(0, Freshness.EVENTUAL).proceed(), Freshness.STRICT)
                            : call.proceed()),
            mutant(
                    "a-blocked-read-is-served",
                    "FRESHNESS-007",
                    Ownership.EVENT_FEED,
                    "read",
                    FreshnessMutants::neverBlocked),
            mutant(
                    "a-degraded-answer-is-called-fresh",
                    "FRESHNESS-008",
                    Ownership.EVENT_FEED,
                    "read",
                    call -> call.argument(0) == Freshness.BALANCED
                            ? asIfProven(call.proceed(), Freshness.BALANCED)
                            : call.proceed()),
            mutant(
                    "a-balanced-read-is-blocked",
                    "FRESHNESS-008",
                    Ownership.EVENT_FEED,
                    "read",
                    call -> call.argument(0) == Freshness.BALANCED
                            ? balanced(call.with(0, Freshness.STRICT).proceed())
                            : call.proceed()),
            mutant(
                    "the-flag-of-an-eventual-answer-is-lost",
                    "FRESHNESS-009",
                    Ownership.EVENT_FEED,
                    "read",
                    call -> call.argument(0) == Freshness.EVENTUAL
                            ? asIfProven(call.proceed(), Freshness.EVENTUAL)
                            : call.proceed()),
            mutant(
                    "a-follower-names-an-event-that-it-has-not",
                    "FRESHNESS-009",
                    Ownership.EVENT_FEED,
                    "read",
                    call -> call.argument(0) == Freshness.EVENTUAL
                            ? with(call.proceed(), standing -> unproven(standing, standing.version() + 1))
                            : call.proceed()),
            new Mutant(
                    "a-snapshot-moves-with-its-source",
                    "FRESHNESS-010",
                    FollowerProvider.address(Ownership.EVENT_FEED),
                    List.of("Backend.ownership", "Storage.standing", "Storage.read"),
                    FreshnessMutants::calledASnapshot),
            new Mutant(
                    "best-effort-is-declared-as-a-feed",
                    "FRESHNESS-006",
                    FollowerProvider.address(Ownership.BEST_EFFORT),
                    List.of("Backend.ownership"),
                    call -> Ownership.EVENT_FEED),
            mutant(
                    "a-strict-read-of-best-effort-is-served",
                    "FRESHNESS-012",
                    Ownership.BEST_EFFORT,
                    "read",
                    FreshnessMutants::neverBlocked),
            mutant(
                    "best-effort-claims-to-be-current",
                    "FRESHNESS-013",
                    Ownership.BEST_EFFORT,
                    "read",
                    call -> call.argument(0) == Freshness.BALANCED
                            ? asIfProven(call.proceed(), Freshness.BALANCED)
                            : call.proceed()));

    private FreshnessMutants() {}

    private static Mutant mutant(String name, String rule, Ownership ownership, String method, Fault fault) {
        return new Mutant(
                name,
                rule,
                ownership == Ownership.WRITE_THROUGH ? Mutant.ORACLE : FollowerProvider.address(ownership),
                List.of("Storage." + method),
                fault);
    }

    private static Served<?> with(Served<?> served, UnaryOperator<Standing> change) {
        return new Served<>(served.value(), served.freshness(), change.apply(served.standing()));
    }

    private static Standing unproven(Standing standing, long version) {
        return Standing.unproven(standing.ownership(), version, "It may be old.");
    }

    private static Served<?> asIfProven(Served<?> served, Freshness asked) {
        Standing standing = served.standing();
        return new Served<>(served.value(), asked, Standing.proven(standing.ownership(), standing.version()));
    }

    private static Served<?> balanced(Served<?> served) {
        return new Served<>(served.value(), Freshness.BALANCED, served.standing());
    }

    private static Object neverBlocked(Call call) throws Throwable {
        try {
            return call.proceed();
        } catch (StaleBlockedException blocked) {
            return asIfProven(call.with(0, Freshness.BALANCED).proceed(), Freshness.STRICT);
        }
    }

    /** What follows its source and says that it does not. */
    private static Object calledASnapshot(Call call) throws Throwable {
        if (call.name().equals("Backend.ownership")) {
            return Ownership.SNAPSHOT;
        }
        Storage storage = call.on(Storage.class);
        if (call.name().equals("Storage.standing")) {
            return Standing.proven(
                    Ownership.SNAPSHOT, storage.standing(call.argument(0)).version());
        }
        Freshness asked = call.argument(0);
        Served<?> served = call.with(0, Freshness.BALANCED).proceed();
        return new Served<>(
                served.value(),
                asked,
                Standing.proven(Ownership.SNAPSHOT, served.standing().version()));
    }
}

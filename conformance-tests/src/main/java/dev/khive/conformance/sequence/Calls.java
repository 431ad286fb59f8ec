package dev.khive.conformance.sequence;

import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Chooses calls at random. */
final class Calls {
    /** What ends a transaction or a savepoint without its writes. */
    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A call without its handle. */
    record Call(String text, Function<Stores, Object> run) {}

    private final Choices choices;
    private final RecordCalls records;
    private final GraphCalls graph;
    private final SearchCalls searches;

    Calls(Random random) {
        this.choices = new Choices(random);
        this.records = new RecordCalls(choices);
        this.graph = new GraphCalls(choices);
        this.searches = new SearchCalls(choices);
    }

    /** A call on a handle, sometimes a transaction. */
    Operation operation() {
        Operation.Handle handle = choices.below(3) > 0
                ? Operation.Handle.FIRST
                : choices.one(Operation.Handle.SECOND, Operation.Handle.OTHER_TENANT, Operation.Handle.BOTH);
        Call call = choices.rarely() ? transaction() : call();
        return new Operation(handle, call.text(), call.run());
    }

    private Call call() {
        return switch (choices.below(10)) {
            case 0, 1, 2, 3 -> records.call();
            case 4, 5, 6 -> graph.call();
            default -> searches.call();
        };
    }

    private Call transaction() {
        List<Call> calls = choices.some(5, () -> choices.rarely() ? savepoint() : call());
        boolean fails = choices.below(3) == 0;
        return new Call(
                "transaction" + (fails ? ", rolled back: " : ": ") + texts(calls),
                stores -> all(calls, fails, work -> ((Storage) stores).transaction(work::apply)));
    }

    private Call savepoint() {
        List<Call> calls = choices.some(3, this::call);
        boolean fails = choices.below(2) == 0;
        return new Call(
                "savepoint" + (fails ? ", rolled back: " : ": ") + texts(calls),
                stores -> all(calls, fails, work -> ((Transaction) stores).savepoint(() -> work.apply(stores))));
    }

    private static List<String> texts(List<Call> calls) {
        return calls.stream().map(call -> "\n    " + call.text()).toList();
    }

    /** Where some work runs. */
    private interface Place {
        Object run(Function<Stores, Object> work);
    }

    /** The answers to all of the calls, also when what they wrote is undone at the end. */
    private static Object all(List<Call> calls, boolean fails, Place place) {
        List<Object> answers = new ArrayList<>();
        try {
            place.run(stores -> {
                calls.forEach(
                        call -> answers.add(Lockstep.answer(() -> call.run().apply(stores))));
                if (fails) {
                    throw new EnoughException();
                }
                return answers;
            });
        } catch (EnoughException enough) {
            answers.add("undone");
        }
        return answers;
    }
}

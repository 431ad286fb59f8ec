package dev.khive.conformance.mutant;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Transaction;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.Event;
import dev.khive.api.store.RecordIds;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Databases that lose or keep the wrong things when a process ends; right is the oracle with its rows in a file. */
final class DurabilityMutants {
    private static final AtomicReference<@Nullable Call> LATER = new AtomicReference<>();
    private static final AtomicReference<@Nullable Scope> LAST = new AtomicReference<>();
    private static final Map<Object, Object> REMEMBERED = new ConcurrentHashMap<>();

    static final List<Mutant> ALL = List.of(
            filed(
                    "a-write-is-acknowledged-before-it-is-kept",
                    "DURABLE-001",
                    List.of("Storage.transaction", "Backend.close"),
                    DurabilityMutants::writeLater),
            filed("a-batch-is-committed-in-parts", "DURABLE-002", List.of("EntityStore.upsertAll"), call -> {
                List<?> drafts = call.argument(0);
                call.with(0, drafts.subList(0, drafts.size() / 2)).proceed();
                return call.with(0, drafts.subList(drafts.size() / 2, drafts.size()))
                        .proceed();
            }),
            filed("each-call-of-a-transaction-is-kept-at-once", "DURABLE-003", List.of("Storage.transaction"), call -> {
                Function<Object, Object> work = call.argument(0);
                return work.apply(withoutTransaction(call.on(Storage.class)));
            }),
            filed(
                    "each-process-numbers-its-events-anew",
                    "DURABLE-010",
                    List.of("EventStore.follow", "EventStore.get"),
                    call -> {
                        Object answer = call.proceed();
                        return answer instanceof Optional<?> event
                                ? event.map(each -> ofThisProcess((Event) each))
                                : ((List<?>) answer)
                                        .stream()
                                                .map(each -> ofThisProcess((Event) each))
                                                .toList();
                    }),
            filed(
                    "closing-loses-the-last-write",
                    "DURABLE-011",
                    List.of("Backend.in", "Backend.close"),
                    DurabilityMutants::loseTheNewest),
            filed(
                    "what-another-process-wrote-is-not-seen",
                    "CAPABILITY-005",
                    List.of(
                            "Backend.in",
                            "Backend.close",
                            "Storage.transaction",
                            "EntityStore.list",
                            "EntityStore.upsert",
                            "EntityStore.upsertAll",
                            "EntityStore.delete",
                            "EntityStore.deleteAll"),
                    DurabilityMutants::remember));

    private DurabilityMutants() {}

    private static Mutant filed(String name, String rule, List<String> calls, Fault fault) {
        return new Mutant(name, rule, Mutant.FILED, calls, fault);
    }

    /** Makes the call before, and leaves this one for the next time or for the end. */
    private static @Nullable Object writeLater(Call call) throws Throwable {
        Call before = LATER.getAndSet(call.name().equals("Backend.close") ? null : call);
        if (before != null) {
            before.proceed();
        }
        return call.name().equals("Backend.close") ? call.proceed() : null;
    }

    private static Event ofThisProcess(Event event) {
        return new Event(
                RecordIds.ofName(ProcessHandle.current().pid() + " " + event.sequence()),
                event.namespace(),
                event.sequence(),
                event.verb(),
                event.subjectType(),
                event.subject(),
                event.actor(),
                event.payload(),
                event.occurredAt());
    }

    private static @Nullable Object loseTheNewest(Call call) throws Throwable {
        if (call.name().equals("Backend.in")) {
            LAST.set(call.argument(0));
            return call.proceed();
        }
        Scope last = LAST.getAndSet(null);
        if (last != null) {
            EntityStore entities = call.on(Backend.class).in(last).entities();
            entities.list(Filter.ALL, Order.descending(RecordField.CREATED_AT), PageRequest.first(1))
                    .items()
                    .forEach(entity -> entities.delete(entity.id(), DeleteMode.HARD));
        }
        return call.proceed();
    }

    /** Answers a list as it was, until this process writes. */
    private static @Nullable Object remember(Call call) throws Throwable {
        switch (call.name()) {
            case "Backend.in" -> LAST.set(call.argument(0));
            case "EntityStore.list" -> {
                Object asked = Arrays.asList(
                        LAST.get(), call.<Object>argument(0), call.<Object>argument(1), call.<Object>argument(2));
                Object known = REMEMBERED.get(asked);
                if (known == null) {
                    known = call.<Page<Entity>>proceed();
                    REMEMBERED.put(asked, known);
                }
                return known;
            }
            default -> REMEMBERED.clear();
        }
        return call.proceed();
    }

    /** The stores of a handle, where those of a transaction are asked for. */
    private static Transaction withoutTransaction(Storage storage) {
        return (Transaction) Proxy.newProxyInstance(
                Transaction.class.getClassLoader(), new Class<?>[] {Transaction.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("savepoint")) {
                        return ((Supplier<?>) arguments[0]).get();
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }
}

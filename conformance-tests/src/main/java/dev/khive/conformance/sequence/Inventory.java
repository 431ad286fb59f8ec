package dev.khive.conformance.sequence;

import dev.khive.api.Stores;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Looks at all that a sequence left. */
final class Inventory {
    static final List<Operation> OPERATIONS = operations();

    private Inventory() {}

    private static List<Operation> operations() {
        Map<String, Function<Stores, Object>> calls = Map.of(
                "statistics", Stores::statistics,
                "entities", stores -> stores.entities().list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST),
                "deleted entities",
                        stores -> stores.entities().listDeleted(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST),
                "notes", stores -> stores.notes().list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST),
                "deleted notes", stores -> stores.notes().listDeleted(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST),
                "edges", stores -> stores.graph().list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST),
                "deleted edges", stores -> stores.graph().listDeleted(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST),
                "events",
                        stores -> stores.events()
                                .list(
                                        Filter.ALL,
                                        Order.ascending(RecordField.SEQUENCE),
                                        new PageRequest(1000, null, true)),
                "vector fields", stores -> stores.vectors().fields());
        List<Operation> operations = new ArrayList<>();
        for (Operation.Handle handle : Operation.Handle.values()) {
            if (handle != Operation.Handle.BOTH) {
                calls.forEach((text, call) -> operations.add(new Operation(handle, "all " + text, call)));
            }
        }
        return List.copyOf(operations);
    }
}

package dev.khive.conformance.mutant;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Filters, orders and pages that go wrong. */
final class FilterMutants {
    static final List<Mutant> ALL = List.of(
            filter("the-filter-of-a-list-is-dropped", "FILTER-001", filter -> Filter.ALL),
            filter(
                    "not-equal-holds-for-what-is-missing",
                    "FILTER-001",
                    filter -> filter instanceof Filter.Compare compare && compare.comparison() == Comparison.NOT_EQUAL
                            ? Filter.not(new Filter.Compare(compare.field(), Comparison.EQUAL, compare.operand()))
                            : filter),
            filter(
                    "less-than-holds-for-what-is-equal",
                    "FILTER-001",
                    filter -> filter instanceof Filter.Compare compare && compare.comparison() == Comparison.LESS
                            ? new Filter.Compare(compare.field(), Comparison.LESS_OR_EQUAL, compare.operand())
                            : filter),
            filter(
                    "in-looks-at-the-first-operand-alone",
                    "FILTER-003",
                    filter -> filter instanceof Filter.In in && in.operands().size() > 1
                            ? new Filter.In(in.field(), in.operands().subList(0, 1))
                            : filter),
            filter(
                    "in-nothing-holds-for-all",
                    "FILTER-004",
                    filter -> filter instanceof Filter.In in && in.operands().isEmpty() ? Filter.ALL : filter),
            filter(
                    "between-leaves-out-its-upper-bound",
                    "FILTER-005",
                    filter -> filter instanceof Filter.Between between
                            ? Filter.and(
                                    between,
                                    Filter.not(new Filter.Compare(between.field(), Comparison.EQUAL, between.high())))
                            : filter),
            filter(
                    "exists-holds-for-what-is-missing",
                    "FILTER-006",
                    filter -> filter instanceof Filter.Exists ? Filter.ALL : filter),
            filter(
                    "a-text-match-looks-at-no-text",
                    "FILTER-007",
                    filter -> filter instanceof Filter.Matches match ? new Filter.Exists(match.field()) : filter),
            filter(
                    "or-of-nothing-holds",
                    "FILTER-008",
                    filter -> filter instanceof Filter.Or or && or.parts().isEmpty() ? Filter.ALL : filter),
            Mutant.of(
                    "a-limit-above-the-bound-is-cut",
                    "PAGE-008",
                    "EntityStore.list",
                    call -> call.changing(
                                    PageRequest.class,
                                    page -> page.limit() > 1_000
                                            ? new PageRequest(1_000, page.cursor(), page.countTotal())
                                            : page)
                            .proceed()),
            page(
                    "the-total-is-that-of-the-page",
                    "PAGE-005",
                    page -> page.count() == null
                            ? page
                            : new Page<>(page.items(), page.cursor(), (long)
                                    page.items().size())),
            page(
                    "a-total-is-given-that-nobody-asked-for",
                    "PAGE-006",
                    page -> new Page<>(page.items(), page.cursor(), page.count() == null ? 0L : page.count())),
            page("a-page-goes-backwards", "PAGE-001", page -> {
                List<Object> items = new ArrayList<>(page.items());
                Collections.reverse(items);
                return new Page<>(items, page.cursor(), page.count());
            }),
            page(
                    "the-last-item-of-a-page-is-lost",
                    "PAGE-002",
                    page -> page.cursor() == null
                            ? page
                            : new Page<>(
                                    page.items().subList(0, page.items().size() - 1), page.cursor(), page.count())),
            Mutant.of(
                    "every-list-is-in-the-order-of-creation",
                    "PAGE-001",
                    "EntityStore.list",
                    call -> call.changing(Order.class, order -> Order.BY_CREATION)
                            .proceed()),
            Mutant.of("a-wrong-cursor-gives-an-empty-page", "PAGE-012", "EntityStore.list", call -> {
                try {
                    return call.proceed();
                } catch (InvalidInputException refused) {
                    return new Page<>(List.of(), null, null);
                }
            }));

    private FilterMutants() {}

    /** Changes every part of a filter, from the inside outwards. */
    private static Mutant filter(String name, String rule, UnaryOperator<Filter> change) {
        return new Mutant(
                name,
                rule,
                List.of("EntityStore.list", "EntityStore.count"),
                call -> call.changing(Filter.class, filter -> changed(filter, change))
                        .proceed());
    }

    private static Filter changed(Filter filter, UnaryOperator<Filter> change) {
        Filter inner = switch (filter) {
            case Filter.And and ->
                new Filter.And(
                        and.parts().stream().map(part -> changed(part, change)).toList());
            case Filter.Or or ->
                new Filter.Or(
                        or.parts().stream().map(part -> changed(part, change)).toList());
            case Filter.Not not -> new Filter.Not(changed(not.part(), change));
            case Filter.Compare leaf -> leaf;
            case Filter.In leaf -> leaf;
            case Filter.Between leaf -> leaf;
            case Filter.Exists leaf -> leaf;
            case Filter.Matches leaf -> leaf;
        };
        return change.apply(inner);
    }

    private static Mutant page(String name, String rule, UnaryOperator<Page<?>> change) {
        return Mutant.of(name, rule, "EntityStore.list", call -> change.apply(call.proceed()));
    }
}

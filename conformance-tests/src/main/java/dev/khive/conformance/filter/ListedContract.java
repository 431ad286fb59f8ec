package dev.khive.conformance.filter;

import dev.khive.conformance.Databases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Filters, orders and pages of one store that lists its records. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ListedContract {

    private final Databases all;
    private final Listed listed;

    ListedContract(Databases databases, Listed listed) {
        this.all = databases;
        this.listed = listed;
    }

    @Nested
    class PropertyPredicates extends PropertyFilters {
        PropertyPredicates() {
            super(all, listed);
        }
    }

    @Nested
    class OwnFieldPredicates extends OwnFieldFilters {
        OwnFieldPredicates() {
            super(all, listed);
        }
    }

    @Nested
    class OrdersAndPages extends Pages {
        OrdersAndPages() {
            super(all, listed);
        }
    }
}

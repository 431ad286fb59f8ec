package dev.khive.conformance.reference;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows with the names of their variables, which are known where there is no row too.
 *
 * @param names in alphabetical order
 */
record Table(Set<String> names, List<Bindings> rows) {
    /** One row without variables: what a query begins with. */
    static final Table UNIT = new Table(Set.of(), List.of(Bindings.NONE));

    Table {
        names = new TreeSet<>(names);
        rows = List.copyOf(rows);
    }

    /** The names of this with others. */
    Set<String> namesAnd(Collection<String> others) {
        Set<String> more = new TreeSet<>(names);
        more.addAll(others);
        return more;
    }
}

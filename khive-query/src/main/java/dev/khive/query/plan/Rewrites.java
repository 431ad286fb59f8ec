package dev.khive.query.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which rewrites are on while a query is compiled, and which of them changed something. For one query. */
public final class Rewrites {
    private final Set<Rewrite> on;
    private final Set<Rewrite> applied = EnumSet.noneOf(Rewrite.class);

    /** None applied yet. */
    public Rewrites(Set<Rewrite> on) {
        this.on = Set.copyOf(on);
    }

    /** Whether a rewrite may be done; ask before working for it. */
    public boolean on(Rewrite rewrite) {
        return on.contains(rewrite);
    }

    /** Records that a rewrite changed the plan or the statement. */
    public void applied(Rewrite rewrite) {
        if (!on(rewrite)) {
            throw new IllegalStateException("The rewrite " + rewrite.title() + " is off.");
        }
        applied.add(rewrite);
    }

    /** Whether a rewrite is on where it would change something here; records that it does. */
    public boolean apply(Rewrite rewrite) {
        if (on(rewrite)) {
            applied.add(rewrite);
        }
        return on(rewrite);
    }

    /** The names of those that changed something, in the order in which {@link Rewrite} has them. */
    public List<String> titles() {
        return applied.stream().map(Rewrite::title).toList();
    }
}

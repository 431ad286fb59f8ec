package dev.khive.conformance.fuzz;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.query.QueryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One database, opened once more for each rewrite that is turned off. */
final class RewriteSwitches implements AutoCloseable {
    private static final String ALL = "all";

    private final String url;
    private final Map<String, Backend> without = new HashMap<>();
    private final Map<String, Integer> asked = new TreeMap<>();

    RewriteSwitches(String url) {
        this.url = url;
    }

    /** The database with every rewrite. */
    Backend whole() {
        return without("");
    }

    /** The database without a rewrite, or without {@code all}. */
    Backend without(String rewrite) {
        return without.computeIfAbsent(
                rewrite,
                off -> Khive.open(KhiveConfig.builder()
                        .url(url)
                        .set("query.rewrites-off", off)
                        .build()));
    }

    /** What to turn off one after another: the rewrites that change the plan of a query, then all of them; none where it is refused. */
    List<String> changing(Storage storage, RandomQuery query) {
        List<String> rewrites = new ArrayList<>();
        try {
            rewrites.addAll(
                    storage.explain(query.text(), RandomQueries.PARAMETERS).rewrites());
        } catch (QueryException refused) {
            return List.of();
        }
        if (!rewrites.isEmpty()) {
            rewrites.add(ALL);
        }
        rewrites.forEach(rewrite -> asked.merge(rewrite, 1, Integer::sum));
        return rewrites;
    }

    /** How many queries were asked without each rewrite. */
    Map<String, Integer> asked() {
        return asked;
    }

    @Override
    public void close() {
        without.values().forEach(Backend::close);
    }
}

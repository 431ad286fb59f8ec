package dev.khive.db.sqlite.readme;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.query.Row;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.TextQuery;
import java.util.List;
import java.util.Map;

/** The README's example of the library, with another address. */
final class FirstSteps {
    private FirstSteps() {}

    static void run(String address) {
        // begin
        try (Backend backend = Khive.open(address)) {
            Storage storage = backend.in(Scope.of("acme", "research"));

            EntityDraft ada = EntityDraft.of("Person", Map.of("name", "Ada Lovelace", "born", 1815));
            EntityDraft engine = EntityDraft.of("Machine", Map.of("name", "Analytical Engine"));
            storage.transaction(tx -> {
                tx.entities().upsertAll(List.of(ada, engine), BatchMode.ATOMIC);
                return tx.graph().upsert(EdgeDraft.of(ada.id(), "PROGRAMMED", engine.id()));
            });

            String query = "MATCH (p:Person)-[:PROGRAMMED]->(m) WHERE p.born < $year RETURN p.name, m.name AS machine";
            for (Row row : storage.query(query, Map.of("year", 1900)).toList()) {
                System.out.println(row.string("p.name") + " programmed the " + row.string("machine"));
            }
            SearchResult found = storage.text().search(TextQuery.of("analytical", 10));
            Entity best = storage.entities().get(found.hits().get(0).subject()).orElseThrow();
            System.out.println(best.properties());
        }
        // end
    }
}

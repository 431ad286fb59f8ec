package dev.khive.conformance.search;

import dev.khive.api.Capability;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextSearch;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Entities that are known by a name, and their texts. */
@Requires({Capability.TEXT, Capability.NOTES})
abstract class TextFixture extends Suite {

    static final String FIELD = "words";

    private final Map<String, UUID> byName = new HashMap<>();

    TextFixture(Databases databases) {
        super(databases);
    }

    final TextSearch text() {
        return storage().text();
    }

    final UUID entity(String name) {
        UUID id = RecordIds.ofName("text " + name);
        byName.put(name, id);
        storage().entities().upsert(new EntityDraft(id, List.of("Thing"), Map.of("key", name)));
        return id;
    }

    /** Writes a text of a new entity that is known by a name. */
    final void put(String name, String body) {
        text().put(new TextDocument(entity(name), FIELD, "", body));
    }

    final List<String> names(TextQuery query) {
        Map<UUID, String> names = new HashMap<>();
        byName.forEach((name, id) -> names.put(id, name));
        return text().search(query).hits().stream()
                .map(hit -> Objects.requireNonNull(names.get(hit.subject())))
                .toList();
    }

    final void putBirds() {
        put("heron", "the grey heron waits beside the water");
        put("stork", "a white stork waits on the roof");
        put("gull", "grey gull over grey water");
        put("owl", "the owl waits");
    }

    final List<UUID> subjects(String word) {
        return text().search(TextQuery.of(word, 10)).hits().stream()
                .map(SearchHit::subject)
                .toList();
    }
}

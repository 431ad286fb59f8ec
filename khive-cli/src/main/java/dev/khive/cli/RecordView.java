package dev.khive.cli;

import dev.khive.api.Stores;
import dev.khive.api.store.Entity;
import dev.khive.api.store.Note;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node as a list of hits shows it, entity or note.
 *
 * @param labels an entity's labels, or a note's kind
 * @param name an entity's name, null where it has none
 * @param text an entity's description or a note's content, null where there is none
 */
record RecordView(
        List<String> labels,
        @Nullable String name,
        @Nullable String text,
        Map<String, Object> properties) {
    static Map<UUID, RecordView> of(Stores stores, Collection<UUID> ids) {
        Map<UUID, RecordView> views = new HashMap<>();
        stores.entities().getAll(ids).forEach((id, entity) -> views.put(id, of(entity)));
        if (views.size() < ids.size()) {
            stores.notes().getAll(ids).forEach((id, note) -> views.put(id, of(note)));
        }
        return views;
    }

    static RecordView of(Entity entity) {
        return new RecordView(
                entity.labels(),
                text(entity.properties().get("name")),
                text(entity.properties().get("description")),
                entity.properties());
    }

    static RecordView of(Note note) {
        return new RecordView(
                List.of(note.kind()), text(note.properties().get("name")), note.content(), note.properties());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}

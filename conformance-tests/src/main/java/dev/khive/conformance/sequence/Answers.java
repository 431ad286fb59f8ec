package dev.khive.conformance.sequence;

import dev.khive.api.WriteAck;
import dev.khive.api.error.KhiveException;
import dev.khive.api.page.Page;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.Edge;
import dev.khive.api.store.Entity;
import dev.khive.api.store.Event;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.Note;
import dev.khive.api.store.Path;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.StoredRecord;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.VectorRecord;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of an answer must be the same on every backend: all but instants, the ids of events, the durability, how much was looked at,
 * and which of several shortest paths was found. An instant becomes whether the record was changed since it was made.
 */
public final class Answers {
    private Answers() {}

    /** The answer in plain values, to be compared and printed. */
    public static Object plain(@Nullable Object answer) {
        return switch (answer) {
            case null -> "null";
            case KhiveException error -> "refused: " + error.category();
            case Optional<?> optional -> optional.map(Answers::plain).orElse("nothing");
            case WriteAck ack -> ack.scope().namespace() + "@" + ack.version();
            case StoredRecord stored -> plain(stored);
            case Event event ->
                List.of(
                        "event " + event.sequence(),
                        event.namespace(),
                        event.verb(),
                        event.subjectType(),
                        String.valueOf(event.subject()),
                        String.valueOf(event.actor()),
                        event.payload());
            case VectorRecord vectors ->
                List.of(
                        vectors.subject(),
                        vectors.namespace(),
                        vectors.model(),
                        vectors.revision(),
                        vectors.vectors().stream().map(Arrays::toString).toList());
            case BatchResult.Failure failure ->
                List.of(failure.index(), String.valueOf(failure.id()), failure.category(), failure.retryable());
            case Page<?> page -> List.of(plain(page.items()), page.hasMore(), String.valueOf(page.count()));
            case Path path ->
                path.length() + " edges from " + path.nodes().getFirst() + " to "
                        + path.nodes().getLast();
            case Traversal traversal -> List.of(plain(traversal.visits()), traversal.complete());
            case SearchResult result ->
                List.of(new Ranking(result.hits().stream().map(Answers::ranked).toList()), result.candidates());
            case HybridResult result ->
                List.of(new Ranking(result.hits().stream().map(Answers::ranked).toList()), plain(result.arms()));
            case Map<?, ?> map -> {
                Map<String, Object> plain = new TreeMap<>();
                map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
                yield plain;
            }
            case Set<?> items -> items.stream().map(Answers::plain).collect(Collectors.toSet());
            case Collection<?> items -> items.stream().map(Answers::plain).toList();
            case Ranking ranking -> ranking;
            case SparseVector sparse -> Arrays.toString(sparse.indices()) + Arrays.toString(sparse.values());
            case float[] vector -> Arrays.toString(vector);
            case Record other -> plain(other);
            default -> answer;
        };
    }

    private static Object plain(StoredRecord stored) {
        List<Object> plain = new ArrayList<>(List.of(
                stored.id(),
                stored.namespace(),
                stored.properties(),
                "revision " + stored.revision(),
                stored.createdAt().equals(stored.updatedAt()) ? "unchanged" : "changed",
                stored.deletedAt() == null ? "live" : "deleted"));
        switch (stored) {
            case Entity entity -> plain.add(entity.labels());
            case Note note ->
                plain.add(note.kind() + " " + note.content() + " " + note.salience() + " " + note.expiresAt());
            case Edge edge ->
                plain.add(edge.source() + " " + edge.relation() + " " + edge.target() + " " + edge.weight() + " "
                        + edge.validFrom() + " " + edge.validTo());
        }
        return plain;
    }

    private static Ranking.Hit ranked(SearchHit hit) {
        return new Ranking.Hit(hit.subject() + " " + hit.namespace(), hit.score());
    }

    private static Ranking.Hit ranked(HybridResult.Hit hit) {
        return new Ranking.Hit(
                hit.subject() + " " + hit.namespace() + " "
                        + hit.parts().keySet().stream().sorted().toList(),
                hit.score());
    }

    /** Any other record by its components. */
    private static Object plain(Record other) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (RecordComponent component : other.getClass().getRecordComponents()) {
            try {
                plain.put(component.getName(), plain(component.getAccessor().invoke(other)));
            } catch (IllegalAccessException | InvocationTargetException unreadable) {
                throw new IllegalStateException("A record of the contract is public: " + other.getClass(), unreadable);
            }
        }
        return plain;
    }
}

package dev.khive.cli.load;

import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.vector.HashingEmbedder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Vectors of the names of entities, made by the built-in embedder. */
public final class NameVectors {
    private static final HashingEmbedder EMBEDDER = HashingEmbedder.create();

    /** The field that they go into. */
    public static final VectorField FIELD =
            new VectorField("name", EMBEDDER.model(), EMBEDDER.dimension(), Metric.COSINE);

    private NameVectors() {}

    /** The vectors of those entities that have a name with a letter, digit or symbol in it. */
    public static List<VectorDraft> of(List<EntityDraft> entities) {
        return entities.parallelStream()
                .map(NameVectors::of)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A short name says what a thing is called better than a qualified one. */
    private static @Nullable VectorDraft of(EntityDraft entity) {
        Object simple = entity.properties().get("simple_name");
        Object name = simple instanceof String ? simple : entity.properties().get("name");
        boolean embeddable = name instanceof String text && text.codePoints().anyMatch(Character::isLetterOrDigit);
        return embeddable ? VectorDraft.of(entity.id(), FIELD, EMBEDDER.embed(String.valueOf(name))) : null;
    }
}

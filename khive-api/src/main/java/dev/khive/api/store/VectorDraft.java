package dev.khive.api.store;

import java.util.List;
import java.util.UUID;

/**
 * The vectors of one record in one field, to be written; they take the place of those that were there.
 *
 * @param subject a live node of the scope
 * @param field the name of a defined field
 * @param model the model that made them; another than the field's is refused
 * @param vectors one or more, each finite and of the field's dimension; not copied, so leave them alone
 */
public record VectorDraft(UUID subject, String field, String model, List<float[]> vectors) {
    /** Copies the list. */
    public VectorDraft {
        vectors = List.copyOf(vectors);
    }

    /** A record with a single vector. */
    public static VectorDraft of(UUID subject, VectorField field, float[] vector) {
        return new VectorDraft(subject, field.name(), field.model(), List.of(vector));
    }
}

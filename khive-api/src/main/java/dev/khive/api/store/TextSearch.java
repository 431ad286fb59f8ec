package dev.khive.api.store;

import dev.khive.api.WriteAck;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Full-text search over texts of nodes, ranked by BM25 (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75) with the
 * statistics of the record's own namespace, so that no other tenant's texts change a score. Scores are above 0, higher is
 * better.
 */
public interface TextSearch {
    /**
     * Writes a text of a node.
     *
     * @throws dev.khive.api.error.NotFoundException when the node is not live
     * @throws dev.khive.api.error.InvalidInputException when title and body are empty, longer than the bound, or the field is
     *     khive's own
     */
    WriteAck put(TextDocument document);

    /** {@link #put} for up to the batch bound of documents in one commit. */
    BatchResult putAll(List<TextDocument> documents, BatchMode mode);

    /** A text of a live node. */
    Optional<TextDocument> get(UUID subject, String field);

    /** Deletes a text of a node. */
    Deletion delete(UUID subject, String field);

    /**
     * The nodes whose texts fit the query, best first.
     *
     * @return no hits when the text holds no word at all
     */
    SearchResult search(TextQuery query);

    /** What the index holds; one entry a namespace, in the order of the handle. */
    List<TextStatistics> statistics();

    /** Builds the index of the scope anew from the stored texts, with the configured tokenizer. */
    WriteAck rebuild();
}

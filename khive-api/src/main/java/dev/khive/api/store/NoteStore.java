package dev.khive.api.store;

/**
 * Notes: nodes with content, salience and expiry. Own fields in filters and orders: ID, LABEL, KIND, CREATED_AT,
 * UPDATED_AT, REVISION, CONTENT, SALIENCE, EXPIRES_AT. The content is indexed for text search.
 */
public non-sealed interface NoteStore extends RecordStore<Note, NoteDraft> {
    /** Deletes for good every note that has expired, at most the batch bound in one call; call again while it finds any. */
    Deletion purgeExpired();
}

package dev.khive.api.filter;

/** What a predicate looks at: a field of the record itself or a property by its path. The two can never be confused. */
public sealed interface FieldReference permits PropertyPath, RecordField {}

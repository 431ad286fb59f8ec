package dev.khive.conformance.memory;

import java.util.UUID;

/** What a node has one of in each field: its vectors, its sparse vector, its text. */
record Owned(UUID subject, String field) {}

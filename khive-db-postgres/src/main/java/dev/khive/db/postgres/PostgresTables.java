package dev.khive.db.postgres;

import java.util.List;

/** The tables that the migrations make; what else stands in the schema is somebody else's. */
final class PostgresTables {
    /** Those with rows of tenants, which row-level security walls off. */
    static final List<String> OF_TENANTS = List.of(
            "document",
            "edge",
            "edge_shape",
            "event",
            "label",
            "label_set",
            "label_set_member",
            "node",
            "relation",
            "scope",
            "sparse_field",
            "sparse_posting",
            "sparse_vector",
            "text_index",
            "text_length",
            "text_posting",
            "vector",
            "vector_field");

    /** What is declared for all tenants. */
    static final String PROPERTY_INDEX = "property_index";

    private PostgresTables() {}
}

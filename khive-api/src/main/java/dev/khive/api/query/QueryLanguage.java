package dev.khive.api.query;

/** The language that a query text is written in. */
public enum QueryLanguage {
    /** Reading of ISO/IEC 39075 (GQL) together with the spellings of openCypher. */
    GQL
}

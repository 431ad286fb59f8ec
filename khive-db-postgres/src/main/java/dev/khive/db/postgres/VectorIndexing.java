package dev.khive.db.postgres;

import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.InvalidInputException;
import java.util.List;
import java.util.Locale;

/**
 * Whether vectors have approximate indexes, and how these are built and searched (pgvector's manual has the parameters).
 *
 * @param method what kind of index a field gets
 * @param half whether an index holds floats of 16 bits; wide fields do so in any case
 * @param m of hnsw: connections of an element, 2 to 100
 * @param efConstruction of hnsw: candidates while building, 4 to 1,000 and at least twice m
 * @param efSearch of hnsw: candidates while searching, 1 to 1,000
 * @param lists of ivfflat, 1 to 32,768
 * @param probes of ivfflat: lists that a search reads, 1 to 32,768
 */
record VectorIndexing(Method method, boolean half, int m, int efConstruction, int efSearch, int lists, int probes) {
    /** The widest field that an index of 32 bits can hold. */
    static final int WIDEST_FLOAT = 2_000;

    /** The widest field that any index can hold. */
    static final int WIDEST_HALF = 4_000;

    /** The settings that a configuration may have. */
    static final List<OptionKey> KEYS = List.of(
            OptionKey.of(
                    "postgres.vector-index",
                    "exact",
                    "exact: every vector is measured. hnsw, ivfflat: new fields get such an index, and searches are approximate."),
            OptionKey.of("postgres.vector-half", "false", "Whether indexes of vectors hold floats of 16 bits."),
            OptionKey.of("postgres.hnsw-m", "16", "Connections of an element of an hnsw index, 2 to 100."),
            OptionKey.of(
                    "postgres.hnsw-ef-construction",
                    "64",
                    "Candidates while an hnsw index is built, 4 to 1000, twice m at least."),
            OptionKey.of("postgres.hnsw-ef-search", "100", "Candidates while an hnsw index is searched, 1 to 1000."),
            OptionKey.of("postgres.ivfflat-lists", "100", "Lists of an ivfflat index, 1 to 32768."),
            OptionKey.of(
                    "postgres.ivfflat-probes", "10", "Lists that a search of an ivfflat index reads, 1 to 32768."));

    /** Kinds of index. */
    enum Method {
        /** None. */
        EXACT,
        /** Hierarchical navigable small worlds. */
        HNSW,
        /** Inverted lists, made of what is there when the index is built. */
        IVFFLAT;

        /** Its name in SQL and in settings. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The settings of a configuration. */
    static VectorIndexing of(KhiveConfig config) {
        String method = config.choice("postgres.vector-index", "exact", List.of("exact", "hnsw", "ivfflat"));
        int m = PostgresOptions.between(config, "postgres.hnsw-m", 16, 2, 100);
        int efConstruction = PostgresOptions.between(config, "postgres.hnsw-ef-construction", 64, 4, 1_000);
        if (efConstruction < 2 * m) {
            throw new InvalidInputException(
                    "The setting postgres.hnsw-ef-construction must be at least twice postgres.hnsw-m, " + 2 * m
                            + ", was " + efConstruction + ".");
        }
        return new VectorIndexing(
                Method.valueOf(method.toUpperCase(Locale.ROOT)),
                config.flag("postgres.vector-half", false),
                m,
                efConstruction,
                PostgresOptions.between(config, "postgres.hnsw-ef-search", 100, 1, 1_000),
                PostgresOptions.between(config, "postgres.ivfflat-lists", 100, 1, 32_768),
                PostgresOptions.between(config, "postgres.ivfflat-probes", 10, 1, 32_768));
    }

    /** Whether a field of this dimension gets an index. */
    boolean indexes(int dimension) {
        return method != Method.EXACT && dimension <= WIDEST_HALF;
    }

    /** The type that an index of a field holds. */
    String type(int dimension) {
        return half || dimension > WIDEST_FLOAT ? "halfvec" : "vector";
    }
}

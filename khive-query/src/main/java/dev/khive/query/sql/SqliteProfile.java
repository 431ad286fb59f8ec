package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.api.query.Support;
import org.jooq.Field;
import org.jooq.SQLDialect;

/** SQLite 3.45 and newer: JSONB columns, json_each, json_tree, recursive CTEs. Booleans are 0 and 1, lists JSON text. */
public final class SqliteProfile implements SqlDialectProfile {
    private static final SqliteCarriers CARRIERS = new SqliteCarriers();

    /** For ServiceLoader. */
    public SqliteProfile() {}

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public SQLDialect jooq() {
        return SQLDialect.SQLITE;
    }

    @Override
    public Support support(Construct construct) {
        return switch (construct) {
            case MATCH, WITH, SLICE, UNION, LABELS, SCALAR -> Support.NATIVE;
            case OPTIONAL_MATCH, UNDIRECTED_EDGE, VARIABLE_LENGTH, NAMED_PATH, UNWIND, AGGREGATE, DISTINCT ->
                Support.EMULATED;
            case CALL, ORDER_BY, SUBQUERY, DYNAMIC_COMPARISON, LIST_AND_MAP, COMPREHENSION -> Support.EMULATED;
            case REGULAR_EXPRESSION, TEMPORAL, REDUCE, SHORTEST_PATH, COUNTED_PATHS, WALK -> Support.EMULATED;
        };
    }

    @Override
    public CarrierSql carriers() {
        return CARRIERS;
    }

    @Override
    public TextSql texts() {
        return new SqliteTexts();
    }

    @Override
    public ListSql lists() {
        return new SqliteLists();
    }

    @Override
    public TrailSql trails() {
        return new SqliteTrails();
    }

    @Override
    public RowSql rows() {
        return new SqliteRows();
    }

    @Override
    public Arithmetic arithmetic(Values values) {
        return new SqliteArithmetic(values);
    }

    @Override
    public Comparisons comparisons(Values values) {
        return new SqliteComparisons(values);
    }

    @Override
    public Aggregates aggregates(Values values) {
        return new SqliteAggregates(values);
    }

    @Override
    public Field<Object> random() {
        return sql("((random() >> 11) & 9007199254740991) / 9007199254740992.0");
    }

    @Override
    public Field<Object> randomUuid() {
        return sql(
                "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'"
                        + " || substr('89AB', (random() & 3) + 1, 1) || substr(hex(randomblob(2)), 2) || '-' ||"
                        + " hex(randomblob(6)))");
    }
}

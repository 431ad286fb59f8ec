package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.api.query.Support;
import dev.khive.query.function.ValueFunction;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;

/**
 * PostgreSQL 15 and newer: every value has a type of its own, what is only known when it is met is {@code jsonb}. The functions
 * {@code khive_*} of the schema do what an expression cannot.
 */
public final class PostgresProfile implements SqlDialectProfile {
    private static final PostgresCarriers CARRIERS = new PostgresCarriers();

    /** For ServiceLoader. */
    public PostgresProfile() {}

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public SQLDialect jooq() {
        return SQLDialect.POSTGRES;
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
        return new PostgresTexts();
    }

    @Override
    public ListSql lists() {
        return new PostgresLists();
    }

    @Override
    public TrailSql trails() {
        return new PostgresTrails();
    }

    @Override
    public RowSql rows() {
        return new PostgresRows();
    }

    @Override
    public Arithmetic arithmetic(Values values) {
        return new PostgresArithmetic(values);
    }

    @Override
    public Comparisons comparisons(Values values) {
        return new PostgresComparisons(values);
    }

    @Override
    public Aggregates aggregates(Values values) {
        return new PostgresAggregates(values);
    }

    @Override
    public Field<Object> call(ValueFunction function, List<Field<Object>> arguments) {
        Field<Object> call = SqlDialectProfile.super.call(function, arguments);
        return function.result() == ValueFunction.Result.TEXT ? sql("({0} collate \"C\")", call) : call;
    }

    @Override
    public Field<Object> random() {
        return sql("random()");
    }

    @Override
    public Field<Object> randomUuid() {
        return sql("(gen_random_uuid()::text collate \"C\")");
    }
}

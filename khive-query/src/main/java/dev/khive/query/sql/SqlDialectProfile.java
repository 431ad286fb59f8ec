package dev.khive.query.sql;

import dev.khive.api.query.Support;
import dev.khive.query.function.ValueFunction;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;

/**
 * What a database's SQL looks like where databases differ, as sets of operations with a meaning; the compiler knows no
 * database. Found by ServiceLoader; a third party adds a database by providing one. Stateless.
 */
public interface SqlDialectProfile {
    /** The name of the dialect, for example {@code sqlite}. */
    String name();

    /** jOOQ's dialect for everything that jOOQ knows how to render. */
    SQLDialect jooq();

    /** How the dialect answers a construct. */
    Support support(Construct construct);

    /** How values are carried, and how one carrier becomes another. */
    CarrierSql carriers();

    /** Texts. */
    TextSql texts();

    /** Lists and maps. */
    ListSql lists();

    /** The edges of a trail and the nodes of a search. */
    TrailSql trails();

    /** Rows of khive's tables. */
    RowSql rows();

    /** Calculations of a statement. */
    Arithmetic arithmetic(Values values);

    /** Comparisons and orders of a statement. */
    Comparisons comparisons(Values values);

    /** Aggregates of a statement. */
    Aggregates aggregates(Values values);

    /** Whether the database has a function of values; where it has not, what needs it is refused. */
    default boolean has(ValueFunction function) {
        return true;
    }

    /**
     * Calls a function of values.
     *
     * @param arguments as {@link CarrierSql#argument} carries them
     */
    default Field<Object> call(ValueFunction function, List<Field<Object>> arguments) {
        return Sql.sql(function.sqlName() + "({0})", Sql.joined(", ", arguments));
    }

    /** A float of 0 to less than 1 that is another each time. */
    Field<Object> random();

    /** The text of a random UUID that is another each time. */
    Field<Object> randomUuid();
}

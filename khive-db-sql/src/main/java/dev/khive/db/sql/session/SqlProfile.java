package dev.khive.db.sql.session;

import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.scope.CountDialect;
import dev.khive.db.sql.scope.DegreeSample;
import dev.khive.db.sql.scope.ScopeWall;
import org.jooq.SQLDialect;

/**
 * All that distinguishes one kind of SQL database from another, as a set of hooks; each is declared where it is used. A new
 * database is a profile and its migrations.
 *
 * @param dialect how jOOQ renders
 * @param values how Java values are bound and read
 * @param json how properties are stored, read and compared
 * @param errors how the driver's errors become khive's
 * @param counts how the counts of a graph are added to
 * @param degrees whether the spread of degrees is found from a sample
 * @param rowLock what ends a SELECT whose row is to be locked until the transaction ends, empty where a writer is alone anyway
 * @param wall how it is told which scope a transaction works for
 * @param failureEndsTransaction whether nothing can be done in a transaction after one of its statements has failed, unless a
 *     savepoint is rolled back
 * @param plan how it says how it would run a statement
 * @param rowsPerFetch how many rows of a streamed result the driver asks for at a time, 0 for as it likes
 */
public record SqlProfile(
        SQLDialect dialect,
        ValueBinding values,
        JsonDialect json,
        ErrorTranslator errors,
        CountDialect counts,
        DegreeSample degrees,
        String rowLock,
        ScopeWall wall,
        boolean failureEndsTransaction,
        StatementPlan plan,
        int rowsPerFetch) {}

package dev.khive.db.sql.session;

import dev.khive.db.sql.filter.JsonDialect;
import org.jooq.SQLDialect;

/**
 * All that distinguishes one kind of SQL database from another, as a set of hooks; each is declared where it is used. A new
 * database is a profile and its migrations.
 *
 * @param dialect how jOOQ renders
 * @param values how Java values are bound and read
 * @param json how properties are stored, read and compared
 * @param errors how the driver's errors become khive's
 * @param rowLock what ends a SELECT whose row is to be locked until the transaction ends, empty where a writer is alone anyway
 */
public record SqlProfile(
        SQLDialect dialect, ValueBinding values, JsonDialect json, ErrorTranslator errors, String rowLock) {}

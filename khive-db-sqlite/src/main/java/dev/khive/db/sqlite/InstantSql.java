package dev.khive.db.sqlite;

/**
 * The seconds of a stored date-time with an offset or zone, or of a stored time with an offset. SQLite's own date functions know
 * neither zones in brackets nor offsets with seconds nor years outside of 0 to 9999. The number of days is Howard Hinnant's
 * {@code days_from_civil} (howardhinnant.github.io/date_algorithms.html).
 */
final class InstantSql {
    /** An expression with the text as {@code {0}}. */
    static final String SECONDS = """
            (SELECT iif(time_at = 0, 0, (era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468) * 86400)
                    + clock - sign * shift
             FROM (SELECT *, march_year - era * 400 AS yoe
                   FROM (SELECT *, iif(march_year >= 0, march_year, march_year - 399) / 400 AS era
                         FROM (SELECT time_at,
                                      year - (month <= 2) AS march_year,
                                      (153 * (month + iif(month > 2, -3, 9)) + 2) / 5 + day - 1 AS doy,
                                      substr(clock, 1, 2) * 3600 + substr(clock, 4, 2) * 60
                                          + iif(substr(clock, 6, 1) = ':', substr(clock, 7, 2), 0) AS clock,
                                      iif(instr(clock, '-') > 0, -1, 1) AS sign,
                                      iif(offset_at = 0, 0,
                                          substr(clock, offset_at + 1, 2) * 3600 + substr(clock, offset_at + 4, 2) * 60
                                          + iif(substr(clock, offset_at + 6, 1) = ':', substr(clock, offset_at + 7, 2), 0))
                                          AS shift
                               FROM (SELECT time_at,
                                            clock,
                                            max(instr(clock, '+'), instr(clock, '-')) AS offset_at,
                                            CAST(substr(whole, 1, time_at - 7) AS INTEGER) AS year,
                                            CAST(substr(whole, time_at - 5, 2) AS INTEGER) AS month,
                                            CAST(substr(whole, time_at - 2, 2) AS INTEGER) AS day
                                     FROM (SELECT whole, instr(whole, 'T') AS time_at,
                                                  substr(whole, instr(whole, 'T') + 1) AS clock
                                           FROM (SELECT substr(full, 1, instr(full, '[') - 1) AS whole
                                                 FROM (SELECT {0} || '[' AS full))))))) AS instant)""";

    private InstantSql() {}
}

package dev.khive.db.postgres;

import dev.khive.query.value.GraphJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates, times and durations in PostgreSQL are what they are in Java, whatever is set there. {@code -Dkhive.parity.tuples=20000} asks more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemporalFunctionParityTest {
    private static final int TUPLES = Integer.getInteger("khive.parity.tuples", 700);
    private static final long SEED = Long.getLong("khive.parity.seed", 20_261_121);

    private static final List<String> COMPONENTS = List.of(
            "year",
            "quarter",
            "month",
            "week",
            "weekYear",
            "day",
            "ordinalDay",
            "weekDay",
            "dayOfWeek",
            "dayOfQuarter",
            "hour",
            "minute",
            "second",
            "millisecond",
            "microsecond",
            "nanosecond",
            "timezone",
            "offset",
            "offsetMinutes",
            "offsetSeconds",
            "epochSeconds",
            "epochMillis",
            "nothing",
            "years",
            "quarters",
            "months",
            "weeks",
            "days",
            "hours",
            "minutes",
            "seconds",
            "milliseconds",
            "microseconds",
            "nanoseconds",
            "quartersOfYear",
            "monthsOfQuarter",
            "monthsOfYear",
            "daysOfWeek",
            "minutesOfHour",
            "secondsOfMinute",
            "millisecondsOfSecond",
            "microsecondsOfSecond",
            "nanosecondsOfSecond");

    private FunctionParity parity;

    @BeforeAll
    void open() throws SQLException {
        parity = FunctionParity.open();
        parity.set("TimeZone", "America/St_Johns");
        parity.set("DateStyle", "ISO, DMY");
        parity.set("IntervalStyle", "sql_standard");
        parity.set("timezone_abbreviations", "Australia");
    }

    @AfterAll
    void close() throws SQLException {
        if (parity != null) {
            System.out.println(parity.compared() + " temporal answers compared.");
            parity.close();
        }
    }

    private void assertSame(String function, Function<TemporalCorpus, List<String>> tuple) throws SQLException {
        TemporalCorpus corpus = new TemporalCorpus(SEED + function.hashCode());
        parity.assertSame(function, TemporalCorpus.tuples(TUPLES, () -> tuple.apply(corpus)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "localtime", "time", "localdatetime", "datetime"})
    void valuesAreMadeOfTextsMapsAndOneAnother(String function) throws SQLException {
        assertSame(function, corpus -> List.of(corpus.source()));
        assertSame(function, corpus -> List.of(corpus.map()));
    }

    @Test
    void everyRegionHasTheOffsetsThatItHasInJava() throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        for (String region : TemporalCorpus.REGIONS) {
            for (String local :
                    List.of("-9999-01-01", "1850-01-01", "1916-07-01", "1943-07-01", "1984-07-01", "9999-12-31")) {
                tuples.add(List.of(GraphJson.write(local + "T12:00[" + region + "]")));
            }
        }
        parity.assertSame("datetime", tuples);
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "localtime", "time", "localdatetime", "datetime"})
    void theClockIsReadInAnyZone(String kind) throws SQLException {
        assertSame(kind + "_now", corpus -> List.of(Long.toString(corpus.integer(-1L << 55, 1L << 55))));
        assertSame(kind + "_now", corpus -> List.of(Long.toString(corpus.integer(0, 1L << 52)), corpus.zoneArgument()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "localtime", "time", "localdatetime", "datetime"})
    void valuesAreTruncated(String kind) throws SQLException {
        assertSame(kind + "_truncate", corpus -> List.of(corpus.unit(), corpus.once(20) ? "null" : corpus.any()));
        assertSame(
                kind + "_truncate",
                corpus -> List.of(corpus.unit(), corpus.moment(), corpus.once(20) ? "null" : corpus.map()));
    }

    @Test
    void instantsAreCountedFromTheEpoch() throws SQLException {
        assertSame("datetime_fromepoch", corpus -> List.of(corpus.epoch()));
        assertSame("datetime_fromepoch", corpus -> List.of(corpus.epoch(), corpus.epoch()));
        assertSame("datetime_fromepochmillis", corpus -> List.of(corpus.epoch()));
    }

    @Test
    void durationsAreMadeOfTextsAndMaps() throws SQLException {
        assertSame("duration", corpus -> List.of(corpus.durationSource()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duration_between", "duration_inmonths", "duration_indays", "duration_inseconds"})
    void durationsLieBetweenValues(String function) throws SQLException {
        assertSame(
                function,
                corpus -> corpus.once(20)
                        ? List.of(corpus.any(), corpus.any())
                        : List.of(corpus.moment(), corpus.moment()));
    }

    @Test
    void componentsAreTaken() throws SQLException {
        assertSame("component", corpus -> List.of(corpus.any(), GraphJson.write(corpus.pick(COMPONENTS))));
        assertSame("component", corpus -> List.of(corpus.moment(), GraphJson.write(corpus.pick(COMPONENTS))));
        assertSame("component", corpus -> List.of(corpus.duration(), GraphJson.write(corpus.pick(COMPONENTS))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "-", "*", "/", "%"})
    void valuesAreCalculatedWith(String operator) throws SQLException {
        String sign = GraphJson.write(operator);
        assertSame("calculate", corpus -> List.of(sign, corpus.moment(), corpus.duration()));
        assertSame("calculate", corpus -> List.of(sign, corpus.duration(), corpus.any()));
        assertSame("calculate", corpus -> List.of(sign, corpus.duration(), corpus.factor()));
        assertSame("calculate", corpus -> List.of(sign, corpus.factor(), corpus.duration()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<=", ">", ">="})
    void valuesAreCompared(String operator) throws SQLException {
        String sign = GraphJson.write(operator);
        assertSame("compare", corpus -> List.of(sign, corpus.any(), corpus.any()));
    }

    @Test
    void valuesAreEqualAndHaveAPlaceInTheOrderOfAll() throws SQLException {
        assertSame("equal", corpus -> List.of(corpus.any(), corpus.any()));
        assertSame("order_key", corpus -> List.of(corpus.any()));
        assertSame("ranked", corpus -> List.of(corpus.any()));
        assertSame("text", corpus -> List.of(corpus.any()));
    }
}

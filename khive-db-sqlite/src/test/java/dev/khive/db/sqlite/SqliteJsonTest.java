package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.db.sql.filter.JsonPlace;
import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.query.value.JsonValues;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteJsonTest {
    private static SqliteDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabases.open("sqlite::memory:");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static @Nullable String asText(Field<?> field) {
        return database.read(session -> session.query(
                        DSL.using(org.jooq.SQLDialect.SQLITE).select(field.cast(SQLDataType.VARCHAR)),
                        row -> String.valueOf(row.textOrNull(1))))
                .get(0);
    }

    private static JsonPlace place(Map<String, ?> document, Object... steps) {
        return new JsonPlace(DSL.field("jsonb({0})", DSL.val(JsonValues.write(document))), List.of(steps));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two words",
                "a.b",
                "a[0]",
                "it's",
                "quo\"te",
                "back\\slash",
                "tab\there",
                "$.x",
                "#-1",
                "ü",
                "🐝",
                "''; --"
            })
    void aValueIsFoundUnderAnyKeyAtTheTopAndInside(String key) {
        SqliteJson json = new SqliteJson();
        Map<String, ?> document = Map.of("outer", Map.of("in", List.of(1, Map.of(key, "deep"))), "x" + key, "top");
        assertThat(asText(json.type(place(document, "x" + key)))).isEqualTo("text");
        assertThat(asText(json.string(place(document, "x" + key)))).isEqualTo("top");
        String stored = JsonValues.encodeKey(key);
        assertThat(asText(json.string(place(document, "outer", "in", 1, stored))))
                .isEqualTo("deep");
        assertThat(asText(json.type(place(document, "outer", stored)))).isEqualTo("null");
    }

    @Test
    void aKeyThatNoPathCanHoldIsEnteredOnlyWhereItHasAnInside() {
        SqliteJson json = new SqliteJson();
        Map<String, ?> document = Map.of("a\"", Map.of("b", 5), "c\"", "{", "d\"", List.of(1, 2, 3));
        assertThat(asText(json.number(place(document, "a\"", "b")))).isEqualTo("5");
        assertThat(asText(json.type(place(document, "c\"", "b")))).isEqualTo("null");
        assertThat(asText(json.size(place(document, "d\"")))).isEqualTo("3");
        assertThat(asText(json.size(place(document, "a\"")))).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00Z",
                "2024-02-29T23:59:59.123456789+05:45",
                "2024-07-01T12:00+02:00[Europe/Paris]",
                "1999-12-31T23:59:59-00:30:15",
                "-0044-03-15T12:00Z",
                "+12345-06-07T08:09:10Z",
                "0000-01-01T00:00Z",
                "-9999-12-31T00:00+18:00"
            })
    void dateTimesHaveTheSecondsOfTheirInstant(String text) {
        assertThat(asText(new SqliteJson().instantSeconds(DSL.val(text))))
                .isEqualTo(Long.toString(ZonedDateTime.parse(text).toEpochSecond()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00Z", "10:15:30+01:00", "23:59:59.5-18:00", "01:00+02:00:30"})
    void timesWithAnOffsetHaveTheirSecondsSinceMidnight(String text) {
        OffsetTime time = OffsetTime.parse(text);
        assertThat(asText(new SqliteJson().instantSeconds(DSL.val(text))))
                .isEqualTo(Long.toString(
                        time.toLocalTime().toSecondOfDay() - time.getOffset().getTotalSeconds()));
    }

    @Test
    void setsOfIdsAreOneParameter() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        SqliteValues values = new SqliteValues(true);
        assertThat(database.<List<Long>>read(session -> session.query(
                                "SELECT x'00' " + values.idSet() + ", ? " + values.idSet() + ", 7 IN "
                                        + values.rowIdSet() + ", 8 IN " + values.rowIdSet(),
                                List.of(
                                        new IdSet(List.of()),
                                        two,
                                        new IdSet(List.of(one, two)),
                                        new RowIdSet(1, 7),
                                        new RowIdSet()),
                                row -> List.of(row.integer(1), row.integer(2), row.integer(3), row.integer(4)))
                        .get(0)))
                .containsExactly(0L, 1L, 1L, 0L);
    }
}

package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.RecordIds;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters at their limits, and values where a careless comparison goes wrong. */
class FilterExtremesTest {
    private final TestStores stores = TestStores.inMemory();
    private final EntityStore entities = stores.in().entities();

    @AfterEach
    void close() {
        stores.close();
    }

    private UUID put(Object value) {
        EntityDraft draft = EntityDraft.of("Thing", Map.of("value", value));
        entities.upsert(draft);
        return draft.id();
    }

    private static Filter equal(Object value) {
        return Filter.property("value").equalTo(value);
    }

    private List<UUID> found(Filter filter) {
        return entities
                .list(filter, Order.ascending(PropertyPath.of("value")), PageRequest.first(1_000))
                .items()
                .stream()
                .map(Entity::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aThousandPredicatesAreAnsweredAndOneMoreIsRefused(boolean all) {
        UUID id = put(7);
        Filter last = equal(7);
        List<Filter> parts = new ArrayList<>(Collections.nCopies(999, all ? Filter.not(equal(8)) : equal(8)));
        parts.add(last);

        Filter most = all ? new Filter.And(parts) : new Filter.Or(parts);

        assertThat(found(most)).containsExactly(id);
        assertThatThrownBy(() -> found(Filter.and(most, last)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1001");
    }

    @Test
    void aFilterNestsSixtyFourDeepAndNoDeeper() {
        UUID id = put(7);
        Filter deep = equal(8);
        for (int i = 1; i < Filter.MAX_DEPTH; i++) {
            deep = Filter.not(deep);
        }
        Filter deepest = deep;

        assertThat(found(deepest)).containsExactly(id);
        assertThatThrownBy(() -> found(Filter.not(deepest))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void thousandsOfOperandsAreLookedFor() {
        UUID text = put("t4999");
        UUID number = put(4_999);
        Object[] texts = IntStream.range(0, 5_000).mapToObj(i -> "t" + i).toArray();
        Object[] numbers = LongStream.range(0, 5_000).boxed().toArray();
        Object[] ids = Stream.concat(Stream.generate(RecordIds::next).limit(5_000), Stream.of(text))
                .toArray();

        assertThat(found(Filter.property("value").in(texts))).containsExactly(text);
        assertThat(found(Filter.property("value").in(numbers))).containsExactly(number);
        assertThat(found(Filter.field(RecordField.ID).in(ids))).containsExactly(text);
    }

    @Test
    void aLongListIsComparedElementByElement() {
        List<Long> list = LongStream.range(0, 500).boxed().toList();
        List<Object> almost = new ArrayList<>(list);
        almost.set(499, "499");
        UUID id = put(list);

        assertThat(found(equal(list))).containsExactly(id);
        assertThat(found(equal(almost))).isEmpty();
    }

    @Test
    void integersAndFloatsBeyondFiftyThreeBitsAreComparedExactly() {
        long odd = (1L << 53) + 1;
        UUID integer = put(odd);
        UUID real = put((double) (1L << 53));
        UUID most = put(Long.MAX_VALUE);

        assertThat(found(equal(odd))).containsExactly(integer);
        assertThat(found(equal(1L << 53))).containsExactly(real);
        assertThat(found(equal((double) (1L << 53)))).containsExactly(real);
        assertThat(found(Filter.property("value").lessThan((double) (1L << 53) + 2)))
                .containsExactly(real, integer);
        assertThat(found(equal((double) Long.MAX_VALUE))).isEmpty();
        assertThat(found(Filter.property("value").lessThan(0x1p63))).containsExactly(real, integer, most);
    }

    @Test
    void everyFloatEqualsItselfAndNoneOfItsNeighbours() {
        Random random = new Random(3);
        List<Double> floats = random.longs(2_000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .boxed()
                .toList();
        List<EntityDraft> drafts = floats.stream()
                .map(value -> EntityDraft.of("Thing", Map.of("value", value)))
                .toList();
        entities.upsertAll(drafts, BatchMode.ATOMIC);

        for (int i = 0; i < floats.size(); i += 10) {
            double value = floats.get(i);
            assertThat(found(equal(value)))
                    .as("%s", value)
                    .containsExactly(drafts.get(i).id());
            assertThat(found(equal(Math.nextUp(value)))).as("next to %s", value).isEmpty();
        }
    }

    @Test
    void datesSortByTimeThroughEveryEra() {
        List<LocalDate> dates = List.of(
                LocalDate.of(-999_999, 12, 31),
                LocalDate.of(-1, 1, 1),
                LocalDate.of(-1, 12, 31),
                LocalDate.of(0, 1, 1),
                LocalDate.of(999, 5, 5),
                LocalDate.of(2024, 2, 29),
                LocalDate.of(9999, 12, 31),
                LocalDate.of(10_000, 1, 1),
                LocalDate.of(999_999, 1, 1));
        List<UUID> ids = new ArrayList<>();
        dates.forEach(date -> ids.add(put(date)));

        assertThat(found(Filter.ALL)).isEqualTo(ids);
        for (int i = 0; i < dates.size(); i++) {
            assertThat(found(Filter.property("value").lessThan(dates.get(i)))).isEqualTo(ids.subList(0, i));
            assertThat(found(Filter.property("value").atLeast(dates.get(i)))).isEqualTo(ids.subList(i, ids.size()));
        }
    }

    @Test
    void dateTimesOfOtherZonesAreComparedByTheirInstants() {
        ZonedDateTime paris = ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 1, ZoneId.of("Europe/Paris"));
        ZonedDateTime old = ZonedDateTime.of(1850, 1, 1, 0, 0, 0, 0, ZoneId.of("Europe/Amsterdam"));
        ZonedDateTime far = ZonedDateTime.of(-5000, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(-18));
        UUID oldId = put(old);
        UUID parisId = put(paris);
        UUID farId = put(far);

        assertThat(found(equal(paris.withZoneSameInstant(ZoneOffset.UTC)))).containsExactly(parisId);
        assertThat(found(equal(old.withZoneSameInstant(ZoneId.of("Asia/Kolkata")))))
                .containsExactly(oldId);
        assertThat(found(equal(far.withZoneSameInstant(ZoneOffset.UTC)))).containsExactly(farId);
        assertThat(found(Filter.ALL)).containsExactly(farId, oldId, parisId);
        assertThat(found(Filter.property("value").lessThan(paris.plusNanos(1)))).contains(parisId);
        assertThat(found(Filter.property("value").lessThan(paris.minusNanos(1))))
                .doesNotContain(parisId);
        assertThat(found(equal(paris.toLocalDateTime()))).isEmpty();
    }

    @Test
    void timesWithAnOffsetAreComparedByTheirInstants() {
        UUID early = put(OffsetTime.of(1, 0, 0, 0, ZoneOffset.ofHours(5)));
        UUID late = put(OffsetTime.of(0, 30, 0, 500, ZoneOffset.ofHours(-5)));

        assertThat(found(Filter.ALL)).containsExactly(early, late);
        assertThat(found(equal(OffsetTime.of(20, 0, 0, 0, ZoneOffset.UTC)))).isEmpty();
        assertThat(found(equal(OffsetTime.of(5, 30, 0, 500, ZoneOffset.UTC)))).containsExactly(late);
    }

    @Test
    void localDateTimesSortByTheirSmallestPart() {
        LocalDateTime whole = LocalDateTime.of(2024, 1, 1, 10, 15);
        List<UUID> ids = new ArrayList<>();
        for (LocalDateTime time : List.of(
                whole, whole.plusNanos(1), whole.plusNanos(500_000_000), whole.plusSeconds(1), whole.plusMinutes(1))) {
            ids.add(put(time));
        }

        assertThat(found(Filter.ALL)).isEqualTo(ids);
        assertThat(found(Filter.property("value").greaterThan(whole))).isEqualTo(ids.subList(1, 5));
    }
}

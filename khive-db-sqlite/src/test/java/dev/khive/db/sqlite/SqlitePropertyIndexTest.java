package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.SqlAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes on properties: which can be made, and that they are used. */
class SqlitePropertyIndexTest extends OpenSample {
    @Test
    void theNameOfNodesIsIndexedFromTheStart() {
        assertThat(backend.operations().propertyIndexes()).containsExactly(PropertyIndex.onNodes("name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rank", "two words", "it's", "a.b", "$dollar", "%", "🐝", "select", "x'); DROP TABLE node; --"})
    void anyOrdinaryKeyCanBeIndexedAndDropped(String key) {
        PropertyIndex index = PropertyIndex.onNodes(key, "inner " + key);
        backend.operations().createPropertyIndex(index);
        backend.operations().createPropertyIndex(index);
        backend.operations().createPropertyIndex(PropertyIndex.onEdges(key));
        assertThat(backend.operations().propertyIndexes())
                .containsExactly(PropertyIndex.onNodes("name"), index, PropertyIndex.onEdges(key));
        assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
        backend.operations().dropPropertyIndex(index);
        backend.operations().dropPropertyIndex(index);
        assertThat(backend.operations().propertyIndexes()).doesNotContain(index);
        assertThat(count(backend)).isEqualTo(PEOPLE);
    }

    @Test
    void aKeyOfTheLongestKindCanBeIndexed() {
        PropertyIndex index = PropertyIndex.onNodes("k".repeat(1024));
        backend.operations().createPropertyIndex(index);
        assertThat(backend.operations().propertyIndexes()).contains(index);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quo\"te", "back\\slash", "line\nbreak"})
    void aKeyThatNoJsonPathCanHoldIsRefused(String key) {
        assertThatThrownBy(() -> backend.operations().createPropertyIndex(PropertyIndex.onNodes(key)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot index");
    }

    @Test
    void anIndexIsUsedByAComparisonWithItsProperty() {
        String sql = "EXPLAIN QUERY PLAN SELECT node_id FROM node n WHERE n.scope_id = 1"
                + " AND json_extract(n.properties, '$.\"rank\"') = ";
        assertThat(plan(backend.sql(), sql + 5)).doesNotContain("property_");
        backend.operations().createPropertyIndex(PropertyIndex.onNodes("rank"));
        assertThat(plan(backend.sql(), sql + 6)).contains("INDEX property_2").doesNotContain("SCAN");
    }

    /** A connection learns of a new index when it next reads a table, which EXPLAIN does not do. */
    private static String plan(SqlAccess sql, String statement) {
        assertThat(sql.query("SELECT 1 FROM node LIMIT 1")).hasSize(1);
        return sql.query(statement).stream()
                .map(row -> String.valueOf(row.get("detail")))
                .reduce("", (a, b) -> a + "\n" + b);
    }
}

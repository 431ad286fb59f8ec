package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Plans rest on the declared indexes and on the labels and relations that there are: a text is planned anew once these are others,
 * whichever of two open backends changed them. {@code (Person)-[:WROTE]->(Text)-[:ABOUT]->(Topic)}, with fewer topics than persons.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ReplanningContract {
    private static final PropertyIndex NICK = PropertyIndex.onNodes("nick");
    private static final int PERSONS = 120;
    private static final int TOPICS = 60;
    private static final String MATCH =
            "MATCH (x:Person {nick: 'nick 67'})-[:WROTE]->(t:Text)-[:ABOUT]->(y:Topic {code: 'code 7'}) ";
    private static final String ROWS = MATCH + "RETURN t.title AS answer";
    private static final String COUNT = MATCH + "RETURN count(*) AS answer";

    private Backend mine;
    private Backend theirs;

    /** The tests of a backend; JUnit makes one. */
    protected ReplanningContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    @BeforeAll
    final void fill() {
        String url = url("indexes");
        mine = Khive.open(url);
        theirs = Khive.open(url);
        List<EntityDraft> nodes = new ArrayList<>();
        List<EdgeDraft> edges = new ArrayList<>();
        for (int topic = 0; topic < TOPICS; topic++) {
            nodes.add(new EntityDraft(id(1, topic), List.of("Topic"), Map.of("code", "code " + topic)));
        }
        for (int person = 0; person < PERSONS; person++) {
            nodes.add(new EntityDraft(id(2, person), List.of("Person"), Map.of("nick", "nick " + person)));
            nodes.add(new EntityDraft(id(3, person), List.of("Text"), Map.of("title", "title " + person)));
            edges.add(EdgeDraft.of(id(2, person), "WROTE", id(3, person)));
            edges.add(EdgeDraft.of(id(3, person), "ABOUT", id(1, person % TOPICS)));
        }
        mine.in(Scope.DEFAULT).entities().upsertAll(nodes, BatchMode.ATOMIC);
        mine.in(Scope.DEFAULT).graph().upsertAll(edges, BatchMode.ATOMIC);
    }

    private static UUID id(int kind, int number) {
        return new UUID(kind, number);
    }

    @AfterEach
    final void dropIndex() {
        mine.operations().dropPropertyIndex(NICK);
    }

    @AfterAll
    final void close() {
        mine.close();
        theirs.close();
    }

    /** Asks both texts, which keeps their plans, and tells where these begin. */
    private void assertBeginsAt(String label) {
        assertThat(answer(ROWS)).isEqualTo("title 67");
        assertThat(answer(COUNT)).isEqualTo(1L);
        for (String text : List.of(ROWS, COUNT)) {
            assertThat(mine.in(Scope.DEFAULT).explain(text).text())
                    .as(text)
                    .containsOnlyOnce("NodeScan")
                    .containsPattern("NodeScan .*:" + label);
        }
    }

    private @Nullable Object answer(String text) {
        return mine.in(Scope.DEFAULT).query(text).single().value("answer");
    }

    @Test
    void aTextIsPlannedAnewOnceAnIndexIsDeclaredAndOnceItIsDropped() {
        assertBeginsAt("Topic");
        mine.operations().createPropertyIndex(NICK);
        assertBeginsAt("Person");
        mine.operations().dropPropertyIndex(NICK);
        assertBeginsAt("Topic");
    }

    @Test
    void anIndexThatAnotherProcessDeclaresOrDropsIsKnownToTheNextQuery() {
        assertBeginsAt("Topic");
        theirs.operations().createPropertyIndex(NICK);
        assertBeginsAt("Person");
        theirs.operations().createPropertyIndex(NICK);
        assertBeginsAt("Person");
        theirs.operations().dropPropertyIndex(NICK);
        assertBeginsAt("Topic");
    }

    @Test
    void whatAnotherProcessWritesIsSeenByTheNextQuery() {
        String ofPersons = "MATCH (x:Person)-[:WROTE]->(t:Text) RETURN count(*) AS answer";
        String ofAnybody = "MATCH (x)-[:WROTE]->(t) RETURN count(*) AS answer";
        String names =
                "MATCH (x:Person)-[:WROTE]->(t)-[:ABOUT]->(y:Topic {code: 'code 7'}) RETURN count(t.title) AS answer";
        assertAnswers(Map.of(ofPersons, 120L, ofAnybody, 120L, names, 2L));
        Storage other = theirs.in(Scope.DEFAULT);
        other.entities().upsert(new EntityDraft(id(4, 1), List.of("Robot"), Map.of()));
        other.graph().upsert(EdgeDraft.of(id(4, 1), "WROTE", id(3, 7)));
        assertAnswers(Map.of(ofPersons, 120L, ofAnybody, 121L, names, 2L));
        other.entities().upsert(new EntityDraft(id(4, 1), List.of("Person"), Map.of()));
        assertAnswers(Map.of(ofPersons, 121L, ofAnybody, 121L, names, 3L));
        other.entities().delete(id(4, 1), DeleteMode.HARD);
        assertAnswers(Map.of(ofPersons, 120L, ofAnybody, 120L, names, 2L));
    }

    private void assertAnswers(Map<String, Long> wanted) {
        wanted.forEach((text, number) -> assertThat(answer(text)).as(text).isEqualTo(number));
    }

    @Test
    void anIndexOfEdgesIsNoneOfNodes() {
        assertBeginsAt("Topic");
        mine.operations().createPropertyIndex(PropertyIndex.onEdges("nick"));
        assertBeginsAt("Topic");
        mine.operations().dropPropertyIndex(PropertyIndex.onEdges("nick"));
    }
}

package dev.khive.conformance.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Capability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Stores;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * One text, asked again after the graph has changed: whatever was true of labels and relations when it was asked first, its rows are
 * those of the graph as it is. Each test begins with {@code (a:Person)-[:KNOWS]->(b:Person)-[:LIVES_IN]->(p:Place)}.
 */
@Requires({Capability.QUERY_GQL, Capability.GRAPH, Capability.SAVEPOINTS})
public abstract class ChangingGraphSuite extends Suite {

    private static final String FRIENDS = "MATCH (x:Person)-[:KNOWS]->(y:Person) RETURN x.name + y.name AS row";
    private static final String ANY_FRIENDS = "MATCH (x)-[:KNOWS]->(y) RETURN x.name + y.name AS row";
    private static final String STRANGERS = "MATCH (x)-[:KNOWS]->(y) WHERE NOT y:Person RETURN x.name + y.name AS row";
    private static final String REACHED =
            "MATCH (x:Person {name: 'a'})-[*1..2]->(y:Place) RETURN x.name + y.name AS row";
    private static final String COUNTED =
            "MATCH (x:Person)-[:KNOWS]->(:Person) WITH x, count(*) AS n RETURN x.name + toString(n) AS row";
    private static final String LONELY = "MATCH (x:Person) WHERE NOT (x)-[:KNOWS]->(:Person) RETURN x.name AS row";

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A suite over the databases of a run. */
    protected ChangingGraphSuite(Databases databases) {
        super(databases);
    }

    private static UUID id(String name) {
        return RecordIds.ofName(name);
    }

    private static void node(Stores stores, String name, String... labels) {
        stores.entities().upsert(new EntityDraft(id(name), List.of(labels), Map.of("name", name)));
    }

    private static void edge(Stores stores, String from, String relation, String to) {
        UUID id = RecordIds.ofName(from + relation + to);
        stores.graph().upsert(new EdgeDraft(id, id(from), relation, id(to), 1, null, null, Map.of()));
    }

    private static void begin(Stores stores) {
        node(stores, "a", "Person");
        node(stores, "b", "Person");
        node(stores, "p", "Place");
        edge(stores, "a", "KNOWS", "b");
        edge(stores, "b", "LIVES_IN", "p");
        assertRows(stores, FRIENDS, "ab");
        assertRows(stores, ANY_FRIENDS, "ab");
        assertRows(stores, STRANGERS);
        assertRows(stores, REACHED, "ap");
        assertRows(stores, COUNTED, "a1");
        assertRows(stores, LONELY, "b");
    }

    private static void assertRows(Stores stores, String text, String... rows) {
        assertThat(stores.query(text, Map.of()).toList())
                .as(text)
                .extracting(row -> row.value("row"))
                .containsExactlyInAnyOrder((Object[]) rows);
    }

    @Rule("QUERY-020")
    @Test
    void aRelationThatLeadsToOtherLabelsThanBeforeIsFollowedByLabel() {
        begin(storage());
        node(storage(), "r", "Robot");
        edge(storage(), "a", "KNOWS", "r");
        edge(storage(), "r", "KNOWS", "b");
        assertRows(storage(), FRIENDS, "ab");
        assertRows(storage(), ANY_FRIENDS, "ab", "ar", "rb");
        assertRows(storage(), STRANGERS, "ar");
        assertRows(storage(), COUNTED, "a1");
    }

    @Rule("QUERY-021")
    @Test
    void aNodeThatGetsOrLosesALabelIsFoundByWhatItHas() {
        begin(storage());
        node(storage(), "b", "Robot", "Person");
        assertRows(storage(), FRIENDS, "ab");
        node(storage(), "b", "Robot");
        assertRows(storage(), FRIENDS);
        assertRows(storage(), STRANGERS, "ab");
        assertRows(storage(), LONELY, "a");
        node(storage(), "b");
        assertRows(storage(), STRANGERS, "ab");
        assertRows(storage(), REACHED, "ap");
        node(storage(), "b", "Person");
        assertRows(storage(), FRIENDS, "ab");
        assertRows(storage(), STRANGERS);
        edge(storage(), "b", "KNOWS", "b");
        node(storage(), "b", "Robot");
        assertRows(storage(), STRANGERS, "ab", "bb");
        assertRows(storage(), FRIENDS);
    }

    @Rule("QUERY-022")
    @Test
    void relationsAndLabelsThatNobodyHadAreFoundOnceTheyAreThere() {
        begin(storage());
        String text = "MATCH (x)-[:HATES]->(y:Enemy) RETURN x.name + y.name AS row";
        assertRows(storage(), text);
        node(storage(), "e", "Enemy");
        assertRows(storage(), text);
        edge(storage(), "a", "HATES", "e");
        assertRows(storage(), text, "ae");
        edge(storage(), "a", "HATES", "b");
        assertRows(storage(), text, "ae");
    }

    @Rule("QUERY-023")
    @Test
    void anEdgeOfAnotherRelationIsFoundByItsOwn() {
        begin(storage());
        UUID knows = RecordIds.ofName("aKNOWSb");
        storage().graph().upsert(new EdgeDraft(knows, id("a"), "LIVES_IN", id("b"), 1, null, null, Map.of()));
        assertRows(storage(), FRIENDS);
        assertRows(storage(), "MATCH (x:Person)-[:LIVES_IN]->(y:Person) RETURN x.name + y.name AS row", "ab");
        assertRows(storage(), "MATCH (x)-[:LIVES_IN]->(y:Place) RETURN x.name + y.name AS row", "bp");
    }

    @Rule("QUERY-024")
    @Test
    void whatWasDeletedAndWrittenAgainIsFoundAgain() {
        begin(storage());
        storage().entities().deleteAll(List.of(id("a"), id("b")), DeleteMode.HARD);
        assertRows(storage(), FRIENDS);
        assertRows(storage(), ANY_FRIENDS);
        assertRows(storage(), LONELY);
        node(storage(), "a", "Robot");
        node(storage(), "b", "Person");
        edge(storage(), "a", "KNOWS", "b");
        assertRows(storage(), FRIENDS);
        assertRows(storage(), ANY_FRIENDS, "ab");
        node(storage(), "a", "Person");
        assertRows(storage(), FRIENDS, "ab");
        storage().entities().delete(id("b"), DeleteMode.SOFT);
        assertRows(storage(), FRIENDS);
        assertRows(storage(), LONELY, "a");
        storage().entities().restore(id("b"));
        assertRows(storage(), FRIENDS, "ab");
    }

    @Rule("QUERY-029")
    @Test
    void edgesThatCouldNotBeOneAreToldApartOnceTheyCan() {
        begin(storage());
        edge(storage(), "a", "LIKES", "b");
        edge(storage(), "a", "LIKES", "p");
        String pairs = "MATCH (x)-[:LIKES]->(y:Person), (v)-[:LIKES]->(w:Place) RETURN x.name + y.name + w.name AS row";
        String number = "MATCH (x)-[:LIKES]->(y:Person), (v)-[:LIKES]->(w:Place) RETURN toString(count(*)) AS row";
        assertRows(storage(), pairs, "abp");
        assertRows(storage(), number, "1");
        node(storage(), "c", "Person", "Place");
        edge(storage(), "a", "LIKES", "c");
        assertRows(storage(), pairs, "abp", "abc", "acp");
        assertRows(storage(), number, "3");
    }

    @Rule("QUERY-030")
    @Test
    void numbersThatRestOnLabelsAreThoseOfTheGraphAsItIs() {
        begin(storage());
        edge(storage(), "b", "KNOWS", "a");
        String either = "MATCH (x)-[:KNOWS]-(y)-[:KNOWS]-(z)-[:KNOWS]-(x) RETURN toString(count(*)) AS row";
        String ofPersons =
                "MATCH (x:Person)-[:KNOWS]->(y:Person)-[:KNOWS]->(z:Person) RETURN toString(count(*)) AS row";
        String ofOthers = "MATCH (x)-[:KNOWS]->(y:!Person) RETURN toString(count(*)) AS row";
        String ofPlaces = "MATCH (x:Place)-[:KNOWS]->(y) RETURN toString(count(*)) AS row";
        String without =
                "MATCH (x:Person)-[:KNOWS]->(y) WHERE NOT (x)-[:LIVES_IN]->(y) RETURN toString(count(*)) AS row";
        assertRows(storage(), either, "0");
        assertRows(storage(), ofPersons, "2");
        assertRows(storage(), ofOthers, "0");
        assertRows(storage(), ofPlaces, "0");
        assertRows(storage(), without, "2");
        node(storage(), "r", "Robot");
        edge(storage(), "a", "KNOWS", "r");
        edge(storage(), "r", "KNOWS", "b");
        edge(storage(), "p", "KNOWS", "a");
        edge(storage(), "a", "LIVES_IN", "r");
        assertRows(storage(), either, "12");
        assertRows(storage(), ofPersons, "2");
        assertRows(storage(), ofOthers, "1");
        assertRows(storage(), ofPlaces, "1");
        assertRows(storage(), without, "2");
    }

    @Rule("QUERY-025")
    @Test
    void aTransactionIsAnsweredByItsOwnGraphAndItsEndByTheOneThatIsLeft() {
        begin(storage());
        Throwable thrown = catchThrowable(() -> storage().transaction(transaction -> {
            assertRows(transaction, FRIENDS, "ab");
            node(transaction, "r", "Robot");
            edge(transaction, "r", "KNOWS", "a");
            assertRows(transaction, FRIENDS, "ab");
            assertRows(transaction, ANY_FRIENDS, "ab", "ra");
            throw new Enough();
        }));
        assertThat(thrown).isInstanceOf(Enough.class);
        assertRows(storage(), ANY_FRIENDS, "ab");
        node(storage(), "s", "Person");
        edge(storage(), "s", "KNOWS", "p");
        assertRows(storage(), FRIENDS, "ab");
        assertRows(storage(), STRANGERS, "sp");
    }

    @Rule("QUERY-026")
    @Test
    void aSavepointThatIsUndoneTakesItsChangesOfTheGraphWithIt() {
        begin(storage());
        storage().transaction(transaction -> {
            node(transaction, "r", "Robot");
            Throwable thrown = catchThrowable(() -> transaction.savepoint(() -> {
                edge(transaction, "a", "KNOWS", "r");
                node(transaction, "b", "Robot");
                assertRows(transaction, STRANGERS, "ab", "ar");
                throw new Enough();
            }));
            assertThat(thrown).isInstanceOf(Enough.class);
            assertRows(transaction, STRANGERS);
            assertRows(transaction, FRIENDS, "ab");
            edge(transaction, "r", "KNOWS", "b");
            assertRows(transaction, FRIENDS, "ab");
            assertRows(transaction, ANY_FRIENDS, "ab", "rb");
            return true;
        });
        assertRows(storage(), FRIENDS, "ab");
        assertRows(storage(), ANY_FRIENDS, "ab", "rb");
    }

    @Rule("QUERY-027")
    @Test
    void aHandleOfSeveralNamespacesIsAnsweredByAllOfThemAsTheyAre() {
        Scope other = new Scope(scope().tenant(), "other");
        begin(storage());
        node(backend().in(other), "x", "Thing");
        Stores both = backend().reading(ReadScope.of(scope().tenant(), "other", scope().namespace()));
        assertRows(both, FRIENDS, "ab");
        assertRows(both, STRANGERS);
        node(backend().in(other), "y", "Person");
        edge(backend().in(other), "y", "KNOWS", "x");
        assertRows(both, FRIENDS, "ab");
        assertRows(both, STRANGERS, "yx");
        node(backend().in(other), "x", "Person");
        assertRows(both, FRIENDS, "ab", "yx");
        node(storage(), "a", "Robot");
        assertRows(both, FRIENDS, "yx");
    }
}

package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Scope;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.conformance.Databases;
import dev.khive.conformance.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How hits of a text search are ranked. */
public abstract class TextRankSuite extends TextFixture {

    /** A suite over the databases of a run. */
    protected TextRankSuite(Databases databases) {
        super(databases);
    }

    @Rule("TEXT-022")
    @Test
    void aRecordWithSeveralTextsIsFoundOnceByTheBestOfThem() {
        UUID id = entity("it");
        text().put(new TextDocument(id, "first", "grey", "grey grey"));
        text().put(new TextDocument(id, "second", "", "grey and many other words that make it long"));

        List<SearchHit> hits = text().search(TextQuery.of("grey", 10)).hits();
        double first = text().search(new TextQuery("grey", TextQuery.Mode.ALL_WORDS, 10, Set.of("first"), Filter.ALL))
                .hits()
                .getFirst()
                .score();

        assertThat(hits).extracting(SearchHit::subject).containsExactly(id);
        assertThat(hits.getFirst().score()).isEqualTo(first);
    }

    @Rule("TEXT-023")
    @Test
    void hitsHaveScoresAboveZeroBestFirst() {
        putBirds();

        List<SearchHit> hits = text().search(
                        TextQuery.of("grey water waits the", 10).as(TextQuery.Mode.ANY_WORD))
                .hits();

        assertThat(hits).hasSize(4).allMatch(hit -> hit.score() > 0).allMatch(hit -> Double.isFinite(hit.score()));
        Ranking.assertSorted(hits);
        assertThat(hits).allMatch(hit -> hit.namespace().equals(scope().namespace()));
    }

    @Rule("TEXT-024")
    @Test
    void moreOccurrencesRankHigherAtTheSameLength() {
        put("once", "grey bird bird bird");
        put("twice", "grey grey bird bird");
        put("other", "something else entirely here");

        assertRanked("grey", "twice", "once");
    }

    /** Requires these texts, each with a lower score than the one before it. */
    private void assertRanked(String word, String... names) {
        assertThat(names(TextQuery.of(word, 10))).containsExactly(names);
        List<Double> scores = text().search(TextQuery.of(word, 10)).hits().stream()
                .map(SearchHit::score)
                .toList();
        for (int index = 1; index < scores.size(); index++) {
            assertThat(scores.get(index)).isLessThan(scores.get(index - 1));
        }
    }

    @Rule("TEXT-025")
    @Test
    void aShorterTextRanksHigherWithTheSameOccurrences() {
        put("long", "grey " + "filler ".repeat(30));
        put("short", "grey filler");
        put("other", "something else");

        assertRanked("grey", "short", "long");
    }

    @Rule("TEXT-026")
    @Test
    void aRarerWordWeighsMore() {
        put("common", "usual common");
        put("rare", "usual rare");
        for (int i = 0; i < 5; i++) {
            put("filler " + i, "usual common");
        }

        assertThat(names(TextQuery.of("common rare", 10).as(TextQuery.Mode.ANY_WORD))
                        .getFirst())
                .isEqualTo("rare");
    }

    @Rule("TEXT-027")
    @Test
    void equalScoresSortById() {
        for (int i = 0; i < 8; i++) {
            put("same " + i, "grey heron");
        }

        List<SearchHit> hits = text().search(TextQuery.of("heron", 5)).hits();

        assertThat(hits).hasSize(5);
        Ranking.assertSorted(hits);
        assertThat(hits.stream().map(SearchHit::score).distinct()).hasSize(1);
    }

    @Rule("TEXT-028")
    @Test
    void textsOfOtherScopesChangeNoScore() {
        putBirds();
        List<SearchHit> before = text().search(TextQuery.of("grey heron", 10)).hits();

        for (Scope other : List.of(Scope.of(scope().tenant(), "another"), newScope())) {
            for (int i = 0; i < 20; i++) {
                EntityDraft entity = EntityDraft.of("Thing", Map.of("name", "grey heron"));
                backend().in(other).entities().upsert(entity);
                backend()
                        .in(other)
                        .text()
                        .put(new TextDocument(entity.id(), FIELD, "", "heron heron heron words words words"));
            }
        }

        assertThat(text().search(TextQuery.of("grey heron", 10)).hits()).isEqualTo(before);
    }

    @Rule("TEXT-029")
    @Test
    void deletedTextsChangeNoScoreAnyMore() {
        putBirds();
        List<SearchHit> before = text().search(TextQuery.of("grey heron", 10)).hits();
        put("passing", "grey heron grey heron");
        storage().entities().delete(entity("passing"), DeleteMode.HARD);

        assertThat(text().search(TextQuery.of("grey heron", 10)).hits()).isEqualTo(before);
    }
}

package dev.khive.db.postgres;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Full text, call by call, with each tokenizer. */
class TextSearchInStepTest {
    @Nested
    class Words extends TextsInStep {
        @Override
        String tokenizer() {
            return "unicode";
        }
    }

    @Nested
    class EnglishStems extends TextsInStep {
        @Override
        String tokenizer() {
            return "english";
        }
    }

    @Nested
    class Trigrams extends TextsInStep {
        @Override
        String tokenizer() {
            return "trigram";
        }
    }

    abstract static class TextsInStep extends StoreInStep {
        private static final List<String> TEXTS = List.of(
                "The grey heron stands in the shallow river, waiting for fishes.",
                "Herons and egrets are wading birds; a heron waits longer.",
                "An otter swam by. The otter's holt is under the roots.",
                "RIVERS carry silt to the sea, and the sea returns nothing.",
                "naïve café Ærø straße Ñandú",
                "x y z a b c aa bb",
                "数据 検索 テスト and emoji 🦆 duck",
                "The the THE the heron",
                "");

        private static final List<String> QUESTIONS = List.of(
                "heron",
                "herons",
                "grey heron",
                "the",
                "otter river",
                "riv",
                "NAIVE cafe",
                "straße",
                "检索 数据",
                "🦆",
                "a",
                "it's",
                "waiting for fish",
                "\"grey heron\" -otter",
                "heron OR otter",
                "nothing*",
                "",
                "%_'\";--");

        private void fill() {
            List<EntityDraft> nodes = new ArrayList<>();
            List<TextDocument> texts = new ArrayList<>();
            for (int i = 0; i < 4 * TEXTS.size(); i++) {
                String text = TEXTS.get(i % TEXTS.size());
                nodes.add(new EntityDraft(
                        id("node-" + i),
                        List.of(i % 2 == 0 ? "Even" : "Odd"),
                        i % 3 == 0 ? Map.of("name", text.isEmpty() ? "nameless" : text) : properties(i)));
                if (i % 4 > 0 && !text.isEmpty()) {
                    texts.add(new TextDocument(
                            id("node-" + i), i % 2 == 0 ? "notes" : "life", i % 5 == 0 ? text : "", text + " " + i));
                }
            }
            same("nodes", stores -> stores.entities().upsertAll(nodes, BatchMode.ATOMIC));
            same("texts", stores -> stores.text().putAll(texts, BatchMode.ATOMIC));
        }

        @Test
        void everyQuestionInEveryModeRanksTheSameDocuments() {
            fill();
            for (String question : QUESTIONS) {
                for (TextQuery.Mode mode : TextQuery.Mode.values()) {
                    TextQuery query = TextQuery.of(question, 12).as(mode);
                    alike(mode + " " + question, stores -> stores.text().search(query));
                }
            }
        }

        @Test
        void filtersAndFieldsHold() {
            fill();
            List<Filter> filters = new ArrayList<>(propertyFilters());
            filters.addAll(textFilters(RecordField.LABEL, "Even", "Odd"));
            for (Filter filter : filters) {
                same(
                        "search " + filter,
                        stores -> stores.text()
                                .search(new TextQuery("heron river", TextQuery.Mode.ANY_WORD, 9, Set.of(), filter)));
            }
            for (Set<String> fields :
                    List.of(Set.of("life"), Set.of("notes", "life"), Set.of("record"), Set.of("none"))) {
                same(
                        "search in " + fields,
                        stores -> stores.text()
                                .search(new TextQuery("heron", TextQuery.Mode.ALL_WORDS, 9, fields, Filter.ALL)));
            }
        }

        @Test
        void documentsAreWrittenDeletedAndIndexedAnew() {
            fill();
            TextQuery heron = TextQuery.of("heron", 20);
            same("get", stores -> stores.text().get(id("node-1"), "life"));
            same(
                    "put again",
                    stores -> stores.text().put(new TextDocument(id("node-1"), "life", "heron", "heron heron heron")));
            same("search", stores -> stores.text().search(heron));
            same("delete", stores -> stores.text().delete(id("node-2"), "notes"));
            same("delete nothing", stores -> stores.text().delete(id("node-2"), "notes"));
            same("delete a node", stores -> stores.entities().delete(id("node-1"), DeleteMode.SOFT));
            same("search without it", stores -> stores.text().search(heron));
            same("statistics", stores -> stores.text().statistics());
            same("rebuild", stores -> stores.text().rebuild());
            same("search anew", stores -> stores.text().search(heron));
            refused(
                    "NOT_FOUND",
                    "a text of nobody",
                    stores -> stores.text().put(new TextDocument(id("nobody"), "life", "", "text")));
            same(
                    "batch",
                    stores -> stores.text()
                            .putAll(
                                    List.of(
                                            new TextDocument(id("node-3"), "life", "", "heron"),
                                            new TextDocument(id("nobody"), "life", "", "heron")),
                                    BatchMode.BEST_EFFORT));
        }
    }
}

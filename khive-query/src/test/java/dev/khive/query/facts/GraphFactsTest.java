package dev.khive.query.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Position;
import dev.khive.query.facts.GraphFacts.EdgeShape;
import dev.khive.query.facts.GraphFacts.IndexedProperty;
import dev.khive.query.facts.GraphFacts.LabelSet;
import dev.khive.query.facts.GraphFacts.Relation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** (Person) -[KNOWS]-> (Person) and (Person, Admin), (Person) -[LIKES]-> (Message, Post), and a node without labels. */
class GraphFactsTest {
    private static final Position AT = new Position(1, 1);

    private final GraphFacts facts = GraphFacts.of(
            List.of(
                    new LabelSet(0, 1, List.of("Person"), 10),
                    new LabelSet(0, 2, List.of("Person", "Admin"), 2),
                    new LabelSet(0, 3, List.of("Message", "Post"), 40),
                    new LabelSet(0, 4, List.of(), 1)),
            List.of(new Relation(0, 7, "KNOWS"), new Relation(0, 8, "LIKES"), new Relation(0, 9, "MUTES")),
            List.of(
                    new EdgeShape(1, 7, 1, 30),
                    new EdgeShape(1, 7, 2, 6),
                    new EdgeShape(1, 8, 3, 100),
                    new EdgeShape(2, 9, 3, 0)),
            Set.of(new IndexedProperty(true, List.of("name")), new IndexedProperty(false, List.of("at", "day"))));

    @Test
    void labelsOfEveryEndAreImplied() {
        assertThat(facts.sourcesHave(name("KNOWS"), name("Person"))).isTrue();
        assertThat(facts.targetsHave(name("KNOWS"), name("Person"))).isTrue();
        assertThat(facts.targetsHave(name("KNOWS"), name("Admin"))).isFalse();
        assertThat(facts.sourcesHave(name("KNOWS"), not(name("Admin")))).isTrue();
        assertThat(facts.targetsHave(or(name("KNOWS"), name("LIKES")), name("Person")))
                .isFalse();
        assertThat(facts.sourcesHave(null, name("Person"))).isTrue();
        assertThat(facts.sourcesHave(name("KNOWS"), name("Admin"))).isFalse();
    }

    @Test
    void whatHasNoEdgesImpliesEverything() {
        assertThat(facts.shapes(name("MUTES"))).isEmpty();
        assertThat(facts.sourcesHave(name("MUTES"), name("Nobody"))).isTrue();
        assertThat(facts.relations(name("HATES"))).isEmpty();
        assertThat(facts.sourcesHave(name("HATES"), name("Nobody"))).isTrue();
    }

    @Test
    void aPropertyIsIndexedWhereADeclaredIndexHasItAlone() {
        assertThat(facts.isIndexed(true, "name")).isTrue();
        assertThat(facts.isIndexed(false, "name")).isFalse();
        assertThat(facts.isIndexed(false, "at")).isFalse();
        assertThat(GraphFacts.UNKNOWN.isIndexed(true, "name")).isFalse();
    }

    @Test
    void factsWithOtherIndexesAreOtherFacts() {
        Set<IndexedProperty> name = Set.of(new IndexedProperty(true, List.of("name")));
        assertThat(GraphFacts.of(List.of(), List.of(), List.of(), name))
                .isEqualTo(GraphFacts.of(List.of(), List.of(), List.of(), name))
                .isNotEqualTo(GraphFacts.of(List.of(), List.of(), List.of(), Set.of()));
    }

    @Test
    void countsAddUp() {
        assertThat(facts.nodes(name("Person"))).isEqualTo(12);
        assertThat(facts.nodes(new LabelExpression.Wildcard(AT))).isEqualTo(52);
        assertThat(facts.nodes(null)).isEqualTo(53);
        assertThat(facts.edges(null, name("KNOWS"), null)).isEqualTo(36);
        assertThat(facts.edges(name("Person"), name("KNOWS"), name("Admin"))).isEqualTo(6);
        assertThat(facts.outDegree(name("Person"), name("KNOWS"))).isEqualTo(3);
        assertThat(facts.inDegree(name("Post"), name("LIKES"))).isEqualTo(2.5);
        assertThat(facts.inDegree(name("Nobody"), name("LIKES"))).isZero();
    }

    @Test
    void setsAndRelationsAreFoundByTheirNames() {
        assertThat(facts.labelSets(name("Admin"))).extracting(LabelSet::id).containsExactly(2L);
        assertThat(facts.relations(or(name("KNOWS"), name("HATES"))))
                .extracting(Relation::id)
                .containsExactly(7L);
        assertThat(facts.labelSet(3).labels()).containsExactly("Message", "Post");
    }

    @Test
    void ofUnknownFactsNothingIsImpliedAndNothingCanBeCounted() {
        assertThat(GraphFacts.UNKNOWN.isKnown()).isFalse();
        assertThat(GraphFacts.UNKNOWN.sourcesHave(name("KNOWS"), name("Person")))
                .isFalse();
        assertThat(GraphFacts.UNKNOWN.targetsHave(null, name("Person"))).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> GraphFacts.UNKNOWN.nodes(null));
        assertThatIllegalStateException().isThrownBy(() -> GraphFacts.UNKNOWN.relations(name("KNOWS")));
        assertThatIllegalStateException().isThrownBy(() -> GraphFacts.UNKNOWN.labelSet(1));
        assertThatIllegalStateException().isThrownBy(() -> GraphFacts.UNKNOWN.shapes(name("KNOWS")));
        assertThat(GraphFacts.of(List.of(), List.of(), List.of(), Set.of())).isNotEqualTo(GraphFacts.UNKNOWN);
    }

    @Test
    void aShapeOfWhatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphFacts.of(List.of(), List.of(), List.of(new EdgeShape(1, 2, 3, 1)), Set.of()))
                .withMessageContaining("is not known");
    }

    private static LabelExpression name(String name) {
        return new LabelExpression.Name(AT, name);
    }

    private static LabelExpression not(LabelExpression operand) {
        return new LabelExpression.Not(AT, operand);
    }

    private static LabelExpression or(LabelExpression... operands) {
        return new LabelExpression.Or(AT, List.of(operands));
    }
}

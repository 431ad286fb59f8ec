package dev.khive.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SocialGraphTest {
    private static final double SMALL = 0.01;

    @Test
    void scaleOneTenthHasThreeHundredThousandNodesAndAlmostOneAndAHalfMillionEdges() {
        SocialGraph graph = SocialGraph.generate(0.1, 1);

        assertThat(graph.nodeCount()).isEqualTo(312_311);
        assertThat(graph.edgeCount()).isBetween(1_400_000, 1_500_000);
        assertThat(graph.count(NodeKind.PERSON)).isEqualTo(1_700);
    }

    @Test
    void theSameSeedGivesTheSameGraphAndAnotherSeedAnother() {
        assertThat(edges(SocialGraph.generate(SMALL, 1))).isEqualTo(edges(SocialGraph.generate(SMALL, 1)));
        assertThat(edges(SocialGraph.generate(SMALL, 1))).isNotEqualTo(edges(SocialGraph.generate(SMALL, 2)));
    }

    private static int[] edges(SocialGraph graph) {
        return IntStream.range(0, graph.edgeCount())
                .flatMap(edge -> IntStream.of(
                        graph.source(edge), graph.relation(edge).name().hashCode(), graph.target(edge)))
                .toArray();
    }

    @Test
    void nobodyIsTheirOwnFriendAndNoTwoAreFriendsTwice() {
        SocialGraph graph = SocialGraph.generate(SMALL, 1);
        Set<Set<Integer>> pairs = new HashSet<>();
        int friendships = 0;

        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            if (graph.relation(edge) == Relation.KNOWS) {
                friendships++;
                pairs.add(Set.of(graph.source(edge), graph.target(edge)));
            }
        }

        assertThat(pairs).hasSize(friendships).hasSize(1_400);
    }

    @Test
    void noTwoMessagesHaveTheSameTimeAndNoTwoNodesTheSameId() {
        SocialGraph graph = SocialGraph.generate(SMALL, 1);

        assertThat(IntStream.range(graph.first(NodeKind.POST), graph.nodeCount())
                        .mapToObj(SocialGraph::created))
                .doesNotHaveDuplicates();
        assertThat(IntStream.range(0, graph.nodeCount()).mapToObj(SocialGraph::nodeId))
                .doesNotHaveDuplicates()
                .isSorted();
    }
}

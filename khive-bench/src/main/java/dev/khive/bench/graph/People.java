package dev.khive.bench.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Persons: where they live, what they like, whom they know. They know those near them in place or in interest. */
final class People {
    private static final double NEAR = 12;

    private final GraphSize size;
    private final Chance chance;
    private final int first;
    private final int[] country;
    private final int[][] interests;
    private final double[] cumulative;
    private final List<List<Integer>> friends = new ArrayList<>();

    People(GraphSize size, Chance chance) {
        this.size = size;
        this.chance = chance;
        this.first = size.first(NodeKind.PERSON);
        this.country = new int[size.persons()];
        this.interests = new int[size.persons()][];
        this.cumulative = new double[size.persons()];
    }

    /** Adds the edges of persons. */
    void live(Places places, EdgeList edges) {
        int[] city = new int[country.length];
        double total = 0;
        for (int person = 0; person < country.length; person++) {
            friends.add(new ArrayList<>());
            country[person] = chance.ranked(GraphSize.COUNTRIES, 2);
            city[person] = places.cityOf(country[person], chance);
            total += chance.weight(1);
            cumulative[person] = total;
            edges.add(first + person, Relation.IS_LOCATED_IN, city[person]);
            interests[person] = likes(person, edges);
        }
        know(
                edges,
                order(city),
                order(Arrays.stream(interests).mapToInt(tags -> tags[0]).toArray()));
    }

    private int[] likes(int person, EdgeList edges) {
        int[] tags = chance.distinct(chance.count(21, 0.9, 79), () -> tagNear(country[person]));
        for (int tag : tags) {
            edges.add(first + person, Relation.HAS_INTEREST, tag);
        }
        return tags;
    }

    /** A tag: one that is known everywhere, or one that is known in the country. */
    int tagNear(int ofCountry) {
        int rank = chance.happens(0.5)
                ? chance.ranked(GraphSize.TAGS, 3)
                : (ofCountry * 137 + chance.ranked(1_500, 2)) % GraphSize.TAGS;
        return size.first(NodeKind.TAG) + rank;
    }

    private static int[] order(int[] keys) {
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingInt(person -> keys[person]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void know(EdgeList edges, int[] byPlace, int[] byInterest) {
        int[] placeOf = inverse(byPlace);
        int[] interestOf = inverse(byInterest);
        Set<Long> known = new HashSet<>();
        while (known.size() < size.friendships()) {
            int one = anyone();
            int kind = chance.below(20);
            int other = kind < 9
                    ? neighbour(byPlace, placeOf[one])
                    : kind < 18 ? neighbour(byInterest, interestOf[one]) : anyone();
            long pair = (long) Math.min(one, other) << 32 | Math.max(one, other);
            if (one != other && known.add(pair)) {
                edges.add(first + one, Relation.KNOWS, first + other);
                friends.get(one).add(other);
                friends.get(other).add(one);
            }
        }
    }

    private int neighbour(int[] order, int place) {
        int distance = chance.distance(NEAR);
        return order[Math.floorMod(chance.happens(0.5) ? place + distance : place - distance, order.length)];
    }

    private static int[] inverse(int[] order) {
        int[] inverse = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            inverse[order[place]] = place;
        }
        return inverse;
    }

    /** A person, from 0; some are far busier than others. */
    int anyone() {
        int found = Arrays.binarySearch(cumulative, chance.share() * cumulative[cumulative.length - 1]);
        return Math.min(found >= 0 ? found : -found - 1, cumulative.length - 1);
    }

    /** Mostly a friend of a person, else anyone. */
    int friendOf(int person, double probability) {
        List<Integer> known = friends.get(person);
        return known.isEmpty() || !chance.happens(probability) ? anyone() : known.get(chance.below(known.size()));
    }

    int node(int person) {
        return first + person;
    }

    int interestOf(int person) {
        return interests[person][chance.below(interests[person].length)];
    }

    int countryOf(int person) {
        return country[person];
    }
}

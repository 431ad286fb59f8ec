package dev.khive.bench.graph;

/** Continents, countries, cities, tags and their classes. */
final class Places {
    private final GraphSize size;
    private final int[] firstCity = new int[GraphSize.COUNTRIES + 1];

    Places(GraphSize size) {
        this.size = size;
    }

    /** Adds the edges among places, tags and classes. */
    void exist(Chance chance, EdgeList edges) {
        int countries = size.first(NodeKind.COUNTRY);
        int cities = size.first(NodeKind.CITY);
        int classes = size.first(NodeKind.TAG_CLASS);
        int tags = size.first(NodeKind.TAG);
        for (int country = 0; country < GraphSize.COUNTRIES; country++) {
            edges.add(countries + country, Relation.IS_PART_OF, chance.ranked(GraphSize.CONTINENTS, 1.5));
            firstCity[country + 1] = cityBefore(country + 1);
            for (int city = firstCity[country]; city < firstCity[country + 1]; city++) {
                edges.add(cities + city, Relation.IS_PART_OF, countries + country);
            }
        }
        for (int tagClass = 1; tagClass < GraphSize.TAG_CLASSES; tagClass++) {
            edges.add(classes + tagClass, Relation.IS_SUBCLASS_OF, classes + chance.ranked(tagClass, 2));
        }
        for (int tag = 0; tag < GraphSize.TAGS; tag++) {
            edges.add(tags + tag, Relation.HAS_TYPE, classes + chance.ranked(GraphSize.TAG_CLASSES, 2.5));
        }
    }

    /** Earlier countries have more cities than later ones, each at least one. */
    private static int cityBefore(int country) {
        double share = StrictMath.sqrt((double) country / GraphSize.COUNTRIES);
        return country + (int) Math.round((GraphSize.CITIES - GraphSize.COUNTRIES) * share);
    }

    /** The node of a city of a country. */
    int cityOf(int country, Chance chance) {
        return size.first(NodeKind.CITY)
                + firstCity[country]
                + chance.ranked(firstCity[country + 1] - firstCity[country], 2);
    }

    /** The node of a country. */
    int country(int country) {
        return size.first(NodeKind.COUNTRY) + country;
    }
}

package dev.khive.bench.graph;

/** Makes the graph of a size and a seed. */
record SocialGraphGenerator(GraphSize size, long seed) {
    SocialGraph graph() {
        Chance chance = new Chance(seed);
        EdgeList edges = new EdgeList();
        Places places = new Places(size);
        places.exist(chance, edges);
        People people = new People(size, chance);
        people.live(places, edges);
        new Writings(size, chance, places, people, edges).write();
        return new SocialGraph(size, edges);
    }
}

package dev.khive.bench.query;

/** Queries of several sizes. */
public enum SampleQuery {
    /** A node by a property. */
    LOOKUP("MATCH (n:Person {name: $name}) RETURN n.name AS name, n.age AS age"),
    /** The first query of the Labelled Subgraph Query Benchmark. */
    LSQB_Q1("""
            MATCH (:Country)<-[:IS_PART_OF]-(:City)<-[:IS_LOCATED_IN]-(:Person)<-[:HAS_MEMBER]-(:Forum)\
            -[:CONTAINER_OF]->(:Post)<-[:REPLY_OF]-(:Comment)-[:HAS_TAG]->(:Tag)-[:HAS_TYPE]->(:TagClass)
            RETURN count(*) AS count"""),
    /** The sixth. */
    LSQB_Q6("""
            MATCH (person1:Person)-[:KNOWS]-(person2:Person)-[:KNOWS]-(person3:Person)-[:HAS_INTEREST]->(tag:Tag)
            WHERE person1 <> person3
            RETURN count(*) AS count"""),
    /** A path of variable length with its ends. */
    PATH(
            "MATCH p = (a:Person {name: $name})-[:KNOWS*1..3]->(b) WHERE b.age > 30 RETURN b.name, length(p) ORDER BY b.name"),
    /** Groups, lists and dates. */
    REPORT("""
            MATCH (n:Person)-[k:KNOWS]->(m)
            WHERE k.since > date('2020-01-01') AND n.name STARTS WITH 'A'
            WITH n, collect(DISTINCT m.name) AS names, avg(m.age) AS age
            WHERE size(names) > 2
            RETURN n.name, age, [name IN names WHERE name CONTAINS 'x' | toUpper(name)] AS some
            ORDER BY age DESC LIMIT 10""");

    private final String text;

    SampleQuery(String text) {
        this.text = text;
    }

    /** The text of the query. */
    public String text() {
        return text;
    }
}

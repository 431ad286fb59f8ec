MATCH (person:Person {name: $name})-[:KNOWS]-(:Person)-[:KNOWS]-(other:Person)
WHERE other <> person
RETURN count(DISTINCT other) AS count

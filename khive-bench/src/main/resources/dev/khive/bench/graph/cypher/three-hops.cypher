MATCH (person:Person {name: $name})-[:KNOWS*1..3]-(other:Person)
WHERE other <> person
RETURN count(DISTINCT other) AS count

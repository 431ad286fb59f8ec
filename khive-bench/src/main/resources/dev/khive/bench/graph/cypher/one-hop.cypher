MATCH (person:Person {name: $name})-[:KNOWS]-(friend:Person)
RETURN friend.name AS name

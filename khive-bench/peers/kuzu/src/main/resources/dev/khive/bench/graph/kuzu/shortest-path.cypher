MATCH path = (first:Person {name: $from})-[:KNOWS* SHORTEST 1..30]-(last:Person {name: $to})
RETURN length(path) AS length

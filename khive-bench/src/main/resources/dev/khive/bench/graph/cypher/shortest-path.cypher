MATCH (first:Person {name: $from}), (last:Person {name: $to}), path = shortestPath((first)-[:KNOWS*]-(last))
RETURN length(path) AS length

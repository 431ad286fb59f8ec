MATCH (person:Person {name: $name})-[:IS_LOCATED_IN]->(city:City)
RETURN person.name AS person, city.name AS city

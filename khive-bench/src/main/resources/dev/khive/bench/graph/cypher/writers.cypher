MATCH (person:Person)<-[:HAS_CREATOR]-(message:Message)
RETURN person.name AS person, count(*) AS messages, sum(message.length) AS length
ORDER BY messages DESC, person
LIMIT 20

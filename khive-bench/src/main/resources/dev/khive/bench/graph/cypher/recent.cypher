MATCH (person:Person {name: $name})<-[:HAS_CREATOR]-(message:Message)
RETURN message.created AS created, message.length AS length
ORDER BY created DESC
LIMIT 10

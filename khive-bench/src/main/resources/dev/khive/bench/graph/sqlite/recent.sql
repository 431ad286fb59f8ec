SELECT json_extract(message.properties, '$."created"') AS created, json_extract(message.properties, '$."length"') AS length
FROM node AS person
CROSS JOIN edge AS creator ON creator.scope_id = :scope AND creator.target_id = person.node_id AND creator.relation_id = :HAS_CREATOR
  AND (creator.dead_at IS NULL OR creator.dead_at > :now)
CROSS JOIN node AS message ON message.node_id = creator.source_id
WHERE person.scope_id = :scope AND json_extract(person.properties, '$."name"') = :name AND person.label_set_id = :Person
ORDER BY created DESC
LIMIT 10

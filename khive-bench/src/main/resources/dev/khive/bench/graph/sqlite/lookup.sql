SELECT json_extract(person.properties, '$."name"') AS person, json_extract(city.properties, '$."name"') AS city
FROM node AS person
CROSS JOIN edge AS located ON located.scope_id = :scope AND located.source_id = person.node_id AND located.relation_id = :IS_LOCATED_IN
  AND (located.dead_at IS NULL OR located.dead_at > :now)
CROSS JOIN node AS city ON city.node_id = located.target_id
WHERE person.scope_id = :scope AND json_extract(person.properties, '$."name"') = :name AND person.label_set_id = :Person

SELECT json_extract(friend.properties, '$."name"') AS name
FROM node AS person
CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = person.node_id AND knows.relation_id = :KNOWS
  AND (knows.dead_at IS NULL OR knows.dead_at > :now)
CROSS JOIN node AS friend ON friend.node_id = knows.target_id
WHERE person.scope_id = :scope AND json_extract(person.properties, '$."name"') = :name AND person.label_set_id = :Person
UNION ALL
SELECT json_extract(friend.properties, '$."name"')
FROM node AS person
CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = person.node_id AND knows.relation_id = :KNOWS
  AND (knows.dead_at IS NULL OR knows.dead_at > :now)
CROSS JOIN node AS friend ON friend.node_id = knows.source_id
WHERE person.scope_id = :scope AND json_extract(person.properties, '$."name"') = :name AND person.label_set_id = :Person

SELECT friend.properties ->> 'name' AS name
FROM edge AS knows
JOIN node AS friend ON friend.node_id = knows.target_id
WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  AND knows.source_id = ANY (ARRAY(
    SELECT person.node_id FROM node AS person
    WHERE person.scope_id = :scope AND khive_text_key(person.properties, '{"name"}'::text[]) = :name COLLATE "C"
      AND person.label_set_id = :Person))
UNION ALL
SELECT friend.properties ->> 'name'
FROM edge AS knows
JOIN node AS friend ON friend.node_id = knows.source_id
WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  AND knows.target_id = ANY (ARRAY(
    SELECT person.node_id FROM node AS person
    WHERE person.scope_id = :scope AND khive_text_key(person.properties, '{"name"}'::text[]) = :name COLLATE "C"
      AND person.label_set_id = :Person))

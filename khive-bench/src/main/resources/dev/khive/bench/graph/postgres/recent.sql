SELECT (message.properties ->> 'created')::bigint AS created, (message.properties ->> 'length')::bigint AS length
FROM edge AS creator
JOIN node AS message ON message.node_id = creator.source_id
WHERE creator.scope_id = :scope AND creator.relation_id = :HAS_CREATOR AND (creator.dead_at IS NULL OR creator.dead_at > :now)
  AND creator.target_id = ANY (ARRAY(
    SELECT person.node_id FROM node AS person
    WHERE person.scope_id = :scope AND khive_text_key(person.properties, '{"name"}'::text[]) = :name COLLATE "C"
      AND person.label_set_id = :Person))
ORDER BY created DESC
LIMIT 10

SELECT person.properties ->> 'name' AS person, city.properties ->> 'name' AS city
FROM node AS person
JOIN edge AS located ON located.scope_id = :scope AND located.source_id = person.node_id AND located.relation_id = :IS_LOCATED_IN
  AND (located.dead_at IS NULL OR located.dead_at > :now)
JOIN node AS city ON city.node_id = located.target_id
WHERE person.node_id = ANY (ARRAY(
    SELECT named.node_id FROM node AS named
    WHERE named.scope_id = :scope AND khive_text_key(named.properties, '{"name"}'::text[]) = :name COLLATE "C"
      AND named.label_set_id = :Person))

-- The busiest are known from the index alone; only their messages are read.
WITH busiest (person, name, messages) AS MATERIALIZED (
  SELECT person.node_id, person.properties ->> 'name' AS name, (
      SELECT count(*) FROM edge AS creator
      WHERE creator.scope_id = :scope AND creator.target_id = person.node_id AND creator.relation_id = :HAS_CREATOR
        AND (creator.dead_at IS NULL OR creator.dead_at > :now)) AS messages
  FROM node AS person
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
  ORDER BY messages DESC, name
  LIMIT 20
)
SELECT busiest.name AS person, busiest.messages, (
    SELECT sum((message.properties ->> 'length')::bigint)::bigint
    FROM edge AS creator
    JOIN node AS message ON message.node_id = creator.source_id
    WHERE creator.scope_id = :scope AND creator.target_id = busiest.person AND creator.relation_id = :HAS_CREATOR
      AND (creator.dead_at IS NULL OR creator.dead_at > :now)) AS length
FROM busiest
WHERE busiest.messages > 0
ORDER BY busiest.messages DESC, busiest.name

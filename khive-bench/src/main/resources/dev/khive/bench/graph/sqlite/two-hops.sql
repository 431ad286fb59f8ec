WITH person (id) AS MATERIALIZED (
  SELECT node_id FROM node
  WHERE scope_id = :scope AND json_extract(properties, '$."name"') = :name AND label_set_id = :Person
),
friend (id) AS MATERIALIZED (
  SELECT knows.target_id
  FROM person
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = person.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM person
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = person.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
)
SELECT count(DISTINCT id) AS count
FROM (
  SELECT knows.target_id AS id
  FROM friend
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = friend.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION ALL
  SELECT knows.source_id
  FROM friend
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = friend.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
)
WHERE id <> (SELECT id FROM person)

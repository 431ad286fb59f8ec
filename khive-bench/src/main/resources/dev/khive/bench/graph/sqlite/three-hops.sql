WITH person (id) AS MATERIALIZED (
  SELECT node_id FROM node
  WHERE scope_id = :scope AND json_extract(properties, '$."name"') = :name AND label_set_id = :Person
),
first (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM person
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = person.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM person
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = person.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
),
second (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM first
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = first.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM first
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = first.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
)
SELECT count(DISTINCT id) AS count
FROM (
  SELECT id FROM first
  UNION ALL
  SELECT id FROM second
  UNION ALL
  SELECT knows.target_id
  FROM second
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = second.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION ALL
  SELECT knows.source_id
  FROM second
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = second.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
)
WHERE id <> (SELECT id FROM person)

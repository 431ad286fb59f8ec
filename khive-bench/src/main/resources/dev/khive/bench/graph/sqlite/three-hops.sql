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
),
near (id) AS MATERIALIZED (SELECT id FROM first UNION SELECT id FROM second)
SELECT count(*) AS count FROM (SELECT id FROM near UNION SELECT * FROM (
  SELECT knows.target_id AS id
  FROM second
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = second.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM second
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = second.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
)) WHERE id <> (SELECT id FROM person)

-- From both ends, level by level; what is further apart than five steps is walked to from the first end.
WITH RECURSIVE left_0 (id) AS MATERIALIZED (
  SELECT node_id FROM node
  WHERE scope_id = :scope AND json_extract(properties, '$."name"') = :from AND label_set_id = :Person
),
right_0 (id) AS MATERIALIZED (
  SELECT node_id FROM node
  WHERE scope_id = :scope AND json_extract(properties, '$."name"') = :to AND label_set_id = :Person
),
left_1 (id) AS MATERIALIZED (
  SELECT knows.target_id
  FROM left_0
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = left_0.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM left_0
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = left_0.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
),
left_2 (id) AS MATERIALIZED (
  SELECT knows.target_id
  FROM left_1
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = left_1.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM left_1
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = left_1.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
),
right_1 (id) AS MATERIALIZED (
  SELECT knows.target_id
  FROM right_0
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = right_0.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM right_0
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = right_0.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
),
right_2 (id) AS MATERIALIZED (
  SELECT knows.target_id
  FROM right_1
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = right_1.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM right_1
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = right_1.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
),
left_3 (id) AS MATERIALIZED (
  SELECT knows.target_id
  FROM left_2
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = left_2.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION
  SELECT knows.source_id
  FROM left_2
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.target_id = left_2.id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
),
walk (id, depth) AS (
  SELECT id, 0 FROM left_0
  UNION
  SELECT CASE knows.source_id WHEN walk.id THEN knows.target_id ELSE knows.source_id END, walk.depth + 1
  FROM walk
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.relation_id = :KNOWS
    AND (knows.source_id = walk.id OR knows.target_id = walk.id)
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  WHERE walk.depth < (SELECT count(*) FROM node WHERE scope_id = :scope AND label_set_id = :Person)
)
SELECT length
FROM (
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM left_1 WHERE id IN right_0) THEN 1
    WHEN EXISTS (SELECT 1 FROM left_1 WHERE id IN right_1) THEN 2
    WHEN EXISTS (SELECT 1 FROM left_2 WHERE id IN right_1) THEN 3
    WHEN EXISTS (SELECT 1 FROM left_2 WHERE id IN right_2) THEN 4
    WHEN EXISTS (SELECT 1 FROM left_3 WHERE id IN right_2) THEN 5
    ELSE (SELECT depth FROM walk WHERE id IN right_0 LIMIT 1)
  END AS length
)
WHERE length IS NOT NULL

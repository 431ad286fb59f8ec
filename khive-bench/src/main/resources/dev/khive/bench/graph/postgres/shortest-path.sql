-- From both ends, level by level; what is further apart than five steps is walked to from the first end.
WITH RECURSIVE left_0 (id) AS MATERIALIZED (
  SELECT node_id FROM node
  WHERE scope_id = :scope AND khive_text_key(properties, '{"name"}'::text[]) = :from COLLATE "C" AND label_set_id = :Person
),
right_0 (id) AS MATERIALIZED (
  SELECT node_id FROM node
  WHERE scope_id = :scope AND khive_text_key(properties, '{"name"}'::text[]) = :to COLLATE "C" AND label_set_id = :Person
),
left_1 (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM left_0))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM left_0))
),
left_2 (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM left_1))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM left_1))
),
left_3 (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM left_2))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM left_2))
),
right_1 (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM right_0))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM right_0))
),
right_2 (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM right_1))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM right_1))
),
walk (id, depth) AS (
  SELECT id, 0 FROM left_0
  UNION
  SELECT CASE knows.source_id WHEN walk.id THEN knows.target_id ELSE knows.source_id END, walk.depth + 1
  FROM walk
  JOIN edge AS knows ON knows.scope_id = :scope AND knows.relation_id = :KNOWS
    AND (knows.source_id = walk.id OR knows.target_id = walk.id)
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  WHERE walk.depth < (SELECT count(*) FROM node WHERE scope_id = :scope AND label_set_id = :Person)
)
SELECT length
FROM (
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM left_1 WHERE id IN (SELECT id FROM right_0)) THEN 1
    WHEN EXISTS (SELECT 1 FROM left_1 WHERE id IN (SELECT id FROM right_1)) THEN 2
    WHEN EXISTS (SELECT 1 FROM left_2 WHERE id IN (SELECT id FROM right_1)) THEN 3
    WHEN EXISTS (SELECT 1 FROM left_2 WHERE id IN (SELECT id FROM right_2)) THEN 4
    WHEN EXISTS (SELECT 1 FROM left_3 WHERE id IN (SELECT id FROM right_2)) THEN 5
    ELSE (SELECT depth FROM walk WHERE id IN (SELECT id FROM right_0) LIMIT 1)
  END AS length
) AS found
WHERE length IS NOT NULL

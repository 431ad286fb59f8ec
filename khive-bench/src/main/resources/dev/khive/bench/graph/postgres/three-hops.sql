WITH person (id) AS MATERIALIZED (
  SELECT node_id FROM node
  WHERE scope_id = :scope AND khive_text_key(properties, '{"name"}'::text[]) = :name COLLATE "C" AND label_set_id = :Person
),
first (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM person))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM person))
),
second (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM first))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM first))
)
SELECT count(*) AS count
FROM (
  SELECT id FROM first
  UNION
  SELECT id FROM second
  UNION
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM second))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM second))
) AS other
WHERE other.id <> ALL (ARRAY(SELECT id FROM person))

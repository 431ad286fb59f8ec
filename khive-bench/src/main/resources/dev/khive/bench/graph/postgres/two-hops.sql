WITH person (id) AS MATERIALIZED (
  SELECT node_id FROM node
  WHERE scope_id = :scope AND khive_text_key(properties, '{"name"}'::text[]) = :name COLLATE "C" AND label_set_id = :Person
),
friend (id) AS MATERIALIZED (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM person))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM person))
)
SELECT count(*) AS count
FROM (
  SELECT knows.target_id AS id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id = ANY (ARRAY(SELECT id FROM friend))
  UNION
  SELECT knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.target_id = ANY (ARRAY(SELECT id FROM friend))
) AS other
WHERE other.id <> ALL (ARRAY(SELECT id FROM person))

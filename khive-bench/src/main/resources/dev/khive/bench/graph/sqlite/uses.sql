-- All that is tagged less the forums.
WITH of_forums (tag, n) AS MATERIALIZED (
  SELECT tagged.target_id, count(*)
  FROM node AS forum
  CROSS JOIN edge AS tagged ON tagged.scope_id = :scope AND tagged.source_id = forum.node_id AND tagged.relation_id = :HAS_TAG
    AND (tagged.dead_at IS NULL OR tagged.dead_at > :now)
  WHERE forum.scope_id = :scope AND forum.label_set_id = :Forum
  GROUP BY tagged.target_id
)
SELECT json_extract(class.properties, '$."name"') AS class, sum(uses) AS uses
FROM (
  SELECT type.target_id AS class_id, (
      SELECT count(*) FROM edge AS tagged
      WHERE tagged.scope_id = :scope AND tagged.target_id = type.source_id AND tagged.relation_id = :HAS_TAG
        AND (tagged.dead_at IS NULL OR tagged.dead_at > :now)
    ) - coalesce(of_forums.n, 0) AS uses
  FROM node AS class
  CROSS JOIN edge AS type ON type.scope_id = :scope AND type.target_id = class.node_id AND type.relation_id = :HAS_TYPE
    AND (type.dead_at IS NULL OR type.dead_at > :now)
  LEFT JOIN of_forums ON of_forums.tag = type.source_id
  WHERE class.scope_id = :scope AND class.label_set_id = :TagClass
)
CROSS JOIN node AS class ON class.node_id = class_id
GROUP BY class_id
HAVING sum(uses) > 0
ORDER BY 2 DESC, 1

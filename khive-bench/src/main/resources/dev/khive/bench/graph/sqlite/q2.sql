WITH friend (a, b) AS MATERIALIZED (
  SELECT knows.source_id, knows.target_id
  FROM node AS person
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = person.node_id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
),
pair (a, b) AS MATERIALIZED (SELECT a, b FROM friend UNION ALL SELECT b, a FROM friend WHERE a <> b)
SELECT count(*) AS count
FROM node AS post
CROSS JOIN edge AS reply ON reply.scope_id = :scope AND reply.target_id = post.node_id AND reply.relation_id = :REPLY_OF
  AND (reply.dead_at IS NULL OR reply.dead_at > :now)
CROSS JOIN edge AS poster ON poster.scope_id = :scope AND poster.source_id = post.node_id AND poster.relation_id = :HAS_CREATOR
  AND (poster.dead_at IS NULL OR poster.dead_at > :now)
CROSS JOIN edge AS answerer ON answerer.scope_id = :scope AND answerer.source_id = reply.source_id AND answerer.relation_id = :HAS_CREATOR
  AND (answerer.dead_at IS NULL OR answerer.dead_at > :now)
CROSS JOIN pair ON pair.a = poster.target_id AND pair.b = answerer.target_id
WHERE post.scope_id = :scope AND post.label_set_id = :Post

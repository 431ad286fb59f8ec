SELECT coalesce(sum(answer.n), 0)::bigint AS count
FROM (
  SELECT poster.target_id AS poster, answerer.target_id AS answerer, count(*) AS n
  FROM edge AS reply
  JOIN node AS post ON post.node_id = reply.target_id AND post.label_set_id = :Post
  JOIN edge AS poster ON poster.scope_id = :scope AND poster.source_id = reply.target_id AND poster.relation_id = :HAS_CREATOR
    AND (poster.dead_at IS NULL OR poster.dead_at > :now)
  JOIN edge AS answerer ON answerer.scope_id = :scope AND answerer.source_id = reply.source_id AND answerer.relation_id = :HAS_CREATOR
    AND (answerer.dead_at IS NULL OR answerer.dead_at > :now)
  WHERE reply.scope_id = :scope AND reply.relation_id = :REPLY_OF AND (reply.dead_at IS NULL OR reply.dead_at > :now)
  GROUP BY poster.target_id, answerer.target_id
) AS answer
JOIN (
  SELECT knows.source_id AS one, knows.target_id AS other
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  UNION ALL
  SELECT knows.target_id, knows.source_id
  FROM edge AS knows
  WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    AND knows.source_id <> knows.target_id
) AS friend ON friend.one = answer.poster AND friend.other = answer.answerer

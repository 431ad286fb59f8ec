SELECT coalesce(sum(likes.n * replies.n), 0)::bigint AS count
FROM (
  SELECT liked.target_id AS message, count(*) AS n
  FROM edge AS liked
  WHERE liked.scope_id = :scope AND liked.relation_id = :LIKES AND (liked.dead_at IS NULL OR liked.dead_at > :now)
  GROUP BY liked.target_id
) AS likes
JOIN (
  SELECT reply.target_id AS message, count(*) AS n
  FROM edge AS reply
  WHERE reply.scope_id = :scope AND reply.relation_id = :REPLY_OF AND (reply.dead_at IS NULL OR reply.dead_at > :now)
  GROUP BY reply.target_id
) AS replies USING (message)
JOIN edge AS tag ON tag.scope_id = :scope AND tag.source_id = message AND tag.relation_id = :HAS_TAG
  AND (tag.dead_at IS NULL OR tag.dead_at > :now)
JOIN edge AS creator ON creator.scope_id = :scope AND creator.source_id = message AND creator.relation_id = :HAS_CREATOR
  AND (creator.dead_at IS NULL OR creator.dead_at > :now)

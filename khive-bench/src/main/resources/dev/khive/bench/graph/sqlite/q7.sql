SELECT coalesce(sum(tags
    * (SELECT count(*) FROM edge AS creator
       WHERE creator.scope_id = :scope AND creator.source_id = message AND creator.relation_id = :HAS_CREATOR
         AND (creator.dead_at IS NULL OR creator.dead_at > :now))
    * max(1, (SELECT count(*) FROM edge AS liked
       WHERE liked.scope_id = :scope AND liked.target_id = message AND liked.relation_id = :LIKES
         AND (liked.dead_at IS NULL OR liked.dead_at > :now)))
    * max(1, (SELECT count(*) FROM edge AS reply
       WHERE reply.scope_id = :scope AND reply.target_id = message AND reply.relation_id = :REPLY_OF
         AND (reply.dead_at IS NULL OR reply.dead_at > :now)))), 0) AS count
FROM (
  SELECT tagged.source_id AS message, count(*) AS tags
  FROM node AS message
  CROSS JOIN edge AS tagged ON tagged.scope_id = :scope AND tagged.source_id = message.node_id AND tagged.relation_id = :HAS_TAG
    AND (tagged.dead_at IS NULL OR tagged.dead_at > :now)
  WHERE message.scope_id = :scope AND message.label_set_id IN (:Post, :Comment)
  GROUP BY message.node_id
)

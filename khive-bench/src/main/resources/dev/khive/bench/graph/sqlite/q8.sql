SELECT coalesce(sum((
    SELECT count(*) FROM edge AS other INDEXED BY edge_out
    WHERE other.scope_id = :scope AND other.source_id = reply.source_id AND other.relation_id = :HAS_TAG
      AND (other.dead_at IS NULL OR other.dead_at > :now))
   * (tags.n - (SELECT count(*) FROM edge AS other CROSS JOIN edge AS same INDEXED BY edge_out
     WHERE other.scope_id = :scope AND other.source_id = reply.source_id AND other.relation_id = :HAS_TAG
      AND (other.dead_at IS NULL OR other.dead_at > :now)
      AND same.scope_id = :scope AND same.source_id = reply.target_id AND same.relation_id = :HAS_TAG AND same.target_id = other.target_id
      AND (same.dead_at IS NULL OR same.dead_at > :now)))), 0) AS count
FROM (
  SELECT tagged.source_id AS message, count(*) AS n
  FROM node AS message
  CROSS JOIN edge AS tagged ON tagged.scope_id = :scope AND tagged.source_id = message.node_id AND tagged.relation_id = :HAS_TAG
    AND (tagged.dead_at IS NULL OR tagged.dead_at > :now)
  WHERE message.scope_id = :scope AND message.label_set_id IN (:Post, :Comment)
  GROUP BY message.node_id
) AS tags
CROSS JOIN edge AS reply ON reply.scope_id = :scope AND reply.target_id = tags.message AND reply.relation_id = :REPLY_OF
  AND (reply.dead_at IS NULL OR reply.dead_at > :now)

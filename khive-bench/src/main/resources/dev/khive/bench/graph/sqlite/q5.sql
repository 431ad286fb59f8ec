SELECT count(*) AS count
FROM node AS message
CROSS JOIN edge AS tagged ON tagged.scope_id = :scope AND tagged.source_id = message.node_id AND tagged.relation_id = :HAS_TAG
    AND (tagged.dead_at IS NULL OR tagged.dead_at > :now)
CROSS JOIN edge AS reply ON reply.scope_id = :scope AND reply.target_id = message.node_id AND reply.relation_id = :REPLY_OF
  AND (reply.dead_at IS NULL OR reply.dead_at > :now)
CROSS JOIN edge AS other ON other.scope_id = :scope AND other.source_id = reply.source_id AND other.relation_id = :HAS_TAG
  AND other.target_id <> tagged.target_id AND (other.dead_at IS NULL OR other.dead_at > :now)
WHERE message.scope_id = :scope AND message.label_set_id IN (:Post, :Comment)

SELECT count(*) AS count
FROM edge AS reply
JOIN edge AS tagged ON tagged.scope_id = :scope AND tagged.source_id = reply.target_id AND tagged.relation_id = :HAS_TAG
  AND (tagged.dead_at IS NULL OR tagged.dead_at > :now)
JOIN edge AS other ON other.scope_id = :scope AND other.source_id = reply.source_id AND other.relation_id = :HAS_TAG
  AND (other.dead_at IS NULL OR other.dead_at > :now)
WHERE reply.scope_id = :scope AND reply.relation_id = :REPLY_OF AND (reply.dead_at IS NULL OR reply.dead_at > :now)
  AND other.target_id <> tagged.target_id

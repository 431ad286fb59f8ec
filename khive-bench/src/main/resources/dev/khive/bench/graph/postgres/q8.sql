-- All pairs of tags less those where the answer has the tag of the message.
WITH tags AS (
  SELECT tagged.source_id AS message, count(*) AS n
  FROM edge AS tagged
  WHERE tagged.scope_id = :scope AND tagged.relation_id = :HAS_TAG AND (tagged.dead_at IS NULL OR tagged.dead_at > :now)
  GROUP BY tagged.source_id
)
SELECT ((
  SELECT coalesce(sum(of_message.n * of_reply.n), 0)
  FROM edge AS reply
  JOIN tags AS of_message ON of_message.message = reply.target_id
  JOIN tags AS of_reply ON of_reply.message = reply.source_id
  WHERE reply.scope_id = :scope AND reply.relation_id = :REPLY_OF AND (reply.dead_at IS NULL OR reply.dead_at > :now)
) - (
  SELECT coalesce(sum(of_reply.n), 0)
  FROM edge AS reply
  JOIN edge AS tagged ON tagged.scope_id = :scope AND tagged.source_id = reply.target_id AND tagged.relation_id = :HAS_TAG
    AND (tagged.dead_at IS NULL OR tagged.dead_at > :now)
  JOIN tags AS of_reply ON of_reply.message = reply.source_id
  WHERE reply.scope_id = :scope AND reply.relation_id = :REPLY_OF AND (reply.dead_at IS NULL OR reply.dead_at > :now)
    AND EXISTS (
      SELECT 1 FROM edge AS same
      WHERE same.scope_id = :scope AND same.source_id = reply.source_id AND same.relation_id = :HAS_TAG AND same.target_id = tagged.target_id
        AND (same.dead_at IS NULL OR same.dead_at > :now))
))::bigint AS count

SELECT count(*) AS count
FROM node AS person
CROSS JOIN edge AS liked ON liked.scope_id = :scope AND liked.source_id = person.node_id AND liked.relation_id = :LIKES
  AND (liked.dead_at IS NULL OR liked.dead_at > :now)
CROSS JOIN edge AS tag ON tag.scope_id = :scope AND tag.source_id = liked.target_id AND tag.relation_id = :HAS_TAG
  AND (tag.dead_at IS NULL OR tag.dead_at > :now)
CROSS JOIN edge AS reply ON reply.scope_id = :scope AND reply.target_id = liked.target_id AND reply.relation_id = :REPLY_OF
  AND (reply.dead_at IS NULL OR reply.dead_at > :now)
CROSS JOIN edge AS creator ON creator.scope_id = :scope AND creator.source_id = liked.target_id AND creator.relation_id = :HAS_CREATOR
  AND (creator.dead_at IS NULL OR creator.dead_at > :now)
WHERE person.scope_id = :scope AND person.label_set_id = :Person

WITH place (person, n) AS MATERIALIZED (
  SELECT located.source_id, count(*)
  FROM node AS person
  CROSS JOIN edge AS located ON located.scope_id = :scope AND located.source_id = person.node_id AND located.relation_id = :IS_LOCATED_IN
    AND (located.dead_at IS NULL OR located.dead_at > :now)
  CROSS JOIN edge AS part ON part.scope_id = :scope AND part.source_id = located.target_id AND part.relation_id = :IS_PART_OF
    AND (part.dead_at IS NULL OR part.dead_at > :now)
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
  GROUP BY located.source_id
),
answered (forum, n) AS MATERIALIZED (
  SELECT container.source_id, count(*)
  FROM node AS forum
  CROSS JOIN edge AS container ON container.scope_id = :scope AND container.source_id = forum.node_id AND container.relation_id = :CONTAINER_OF
    AND (container.dead_at IS NULL OR container.dead_at > :now)
  CROSS JOIN edge AS reply ON reply.scope_id = :scope AND reply.target_id = container.target_id AND reply.relation_id = :REPLY_OF
    AND (reply.dead_at IS NULL OR reply.dead_at > :now)
  CROSS JOIN edge AS tag ON tag.scope_id = :scope AND tag.source_id = reply.source_id AND tag.relation_id = :HAS_TAG
    AND (tag.dead_at IS NULL OR tag.dead_at > :now)
  CROSS JOIN edge AS type ON type.scope_id = :scope AND type.source_id = tag.target_id AND type.relation_id = :HAS_TYPE
    AND (type.dead_at IS NULL OR type.dead_at > :now)
  WHERE forum.scope_id = :scope AND forum.label_set_id = :Forum
  GROUP BY container.source_id
)
SELECT coalesce(sum(answered.n * place.n), 0) AS count
FROM answered
CROSS JOIN edge AS member ON member.scope_id = :scope AND member.source_id = answered.forum AND member.relation_id = :HAS_MEMBER
  AND (member.dead_at IS NULL OR member.dead_at > :now)
CROSS JOIN place ON place.person = member.target_id

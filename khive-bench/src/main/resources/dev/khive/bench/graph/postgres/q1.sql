SELECT coalesce(sum(members.n * answered.n), 0)::bigint AS count
FROM (
  SELECT member.source_id AS forum, count(*) AS n
  FROM node AS person
  JOIN edge AS located ON located.scope_id = :scope AND located.source_id = person.node_id AND located.relation_id = :IS_LOCATED_IN
    AND (located.dead_at IS NULL OR located.dead_at > :now)
  JOIN edge AS part ON part.scope_id = :scope AND part.source_id = located.target_id AND part.relation_id = :IS_PART_OF
    AND (part.dead_at IS NULL OR part.dead_at > :now)
  JOIN edge AS member ON member.scope_id = :scope AND member.target_id = person.node_id AND member.relation_id = :HAS_MEMBER
    AND (member.dead_at IS NULL OR member.dead_at > :now)
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
  GROUP BY member.source_id
) AS members
JOIN (
  SELECT container.source_id AS forum, count(*) AS n
  FROM edge AS container
  JOIN edge AS reply ON reply.scope_id = :scope AND reply.target_id = container.target_id AND reply.relation_id = :REPLY_OF
    AND (reply.dead_at IS NULL OR reply.dead_at > :now)
  JOIN edge AS tag ON tag.scope_id = :scope AND tag.source_id = reply.source_id AND tag.relation_id = :HAS_TAG
    AND (tag.dead_at IS NULL OR tag.dead_at > :now)
  JOIN edge AS type ON type.scope_id = :scope AND type.source_id = tag.target_id AND type.relation_id = :HAS_TYPE
    AND (type.dead_at IS NULL OR type.dead_at > :now)
  WHERE container.scope_id = :scope AND container.relation_id = :CONTAINER_OF AND (container.dead_at IS NULL OR container.dead_at > :now)
  GROUP BY container.source_id
) AS answered USING (forum)

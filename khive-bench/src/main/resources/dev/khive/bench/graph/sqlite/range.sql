SELECT count(*) AS count, coalesce(sum(json_extract(post.properties, '$."length"')), 0) AS length
FROM node AS post
WHERE post.scope_id = :scope
  AND json_extract(post.properties, '$."created"') >= :from AND json_extract(post.properties, '$."created"') < :to
  AND +post.label_set_id = :Post AND (post.dead_at IS NULL OR post.dead_at > :now)

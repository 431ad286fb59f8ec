SELECT count(*) AS count, coalesce(sum((post.properties ->> 'length')::bigint), 0)::bigint AS length
FROM node AS post
WHERE post.scope_id = :scope
  AND khive_number_key(post.properties, '{"created"}'::text[]) >= :from AND khive_number_key(post.properties, '{"created"}'::text[]) < :to
  AND post.label_set_id = :Post AND (post.dead_at IS NULL OR post.dead_at > :now)

SELECT (comment.properties ->> 'importance')::bigint AS importance, (comment.properties ->> 'created')::bigint AS created
FROM node AS comment
WHERE comment.scope_id = :scope AND comment.label_set_id = :Comment AND (comment.dead_at IS NULL OR comment.dead_at > :now)
ORDER BY importance DESC, created
LIMIT 10

SELECT json_extract(comment.properties, '$."importance"') AS importance, json_extract(comment.properties, '$."created"') AS created
FROM node AS comment
WHERE comment.scope_id = :scope AND comment.label_set_id = :Comment AND (comment.dead_at IS NULL OR comment.dead_at > :now)
ORDER BY importance DESC, created
LIMIT 10

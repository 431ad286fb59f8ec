MATCH (comment:Comment)
RETURN comment.importance AS importance, comment.created AS created
ORDER BY importance DESC, created
LIMIT 10

MATCH (post:Post)
WHERE post.created >= $from AND post.created < $to
RETURN count(*) AS count, sum(post.length) AS length

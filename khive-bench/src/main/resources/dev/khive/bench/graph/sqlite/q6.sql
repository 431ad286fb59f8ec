WITH friend (a, b) AS MATERIALIZED (
  SELECT knows.source_id, knows.target_id
  FROM node AS person
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = person.node_id AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
),
pair (a, b, n) AS MATERIALIZED (
  SELECT a, b, count(*)
  FROM (SELECT a, b FROM friend UNION ALL SELECT b, a FROM friend)
  GROUP BY a, b
),
degree (person, n) AS MATERIALIZED (SELECT a, sum(n) FROM pair GROUP BY a),
interest (person, n) AS MATERIALIZED (
  SELECT person.node_id, (
    SELECT count(*) FROM edge AS interest
    WHERE interest.scope_id = :scope AND interest.source_id = person.node_id AND interest.relation_id = :HAS_INTEREST
      AND (interest.dead_at IS NULL OR interest.dead_at > :now))
  FROM node AS person
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
)
SELECT coalesce(sum(pair.n * (degree.n - pair.n) * interest.n), 0) AS count
FROM pair
CROSS JOIN degree ON degree.person = pair.a
CROSS JOIN interest ON interest.person = pair.b

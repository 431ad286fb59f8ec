WITH pair AS MATERIALIZED (
  SELECT a, b, count(*) AS n
  FROM (
    SELECT knows.source_id AS a, knows.target_id AS b
    FROM edge AS knows
    JOIN node AS person ON person.node_id = knows.source_id AND person.label_set_id = :Person
    WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
    UNION ALL
    SELECT knows.target_id, knows.source_id
    FROM edge AS knows
    JOIN node AS person ON person.node_id = knows.source_id AND person.label_set_id = :Person
    WHERE knows.scope_id = :scope AND knows.relation_id = :KNOWS AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  ) AS friend
  GROUP BY a, b
),
degree AS (SELECT a AS person, sum(n) AS n FROM pair GROUP BY a),
interest AS (
  SELECT person.node_id AS person, count(*) AS n
  FROM node AS person
  JOIN edge AS interest ON interest.scope_id = :scope AND interest.source_id = person.node_id AND interest.relation_id = :HAS_INTEREST
    AND (interest.dead_at IS NULL OR interest.dead_at > :now)
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
  GROUP BY person.node_id
)
SELECT coalesce(sum(pair.n * (degree.n - pair.n) * interest.n), 0)::bigint AS count
FROM pair
JOIN degree ON degree.person = pair.a
JOIN interest ON interest.person = pair.b

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
interest AS MATERIALIZED (
  SELECT person.node_id AS person, count(*) AS n
  FROM node AS person
  JOIN edge AS interest ON interest.scope_id = :scope AND interest.source_id = person.node_id AND interest.relation_id = :HAS_INTEREST
    AND (interest.dead_at IS NULL OR interest.dead_at > :now)
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
  GROUP BY person.node_id
)
SELECT ((
  SELECT coalesce(sum(pair.n * (degree.n - pair.n) * interest.n), 0)
  FROM pair
  JOIN degree ON degree.person = pair.a
  JOIN interest ON interest.person = pair.b
) - (
  -- Where the ends are friends too; each triangle once, its three persons being the end two times each.
  SELECT coalesce(2 * sum(ab.n * bc.n * (coalesce(of_a.n, 0) + coalesce(of_b.n, 0) + coalesce(of_c.n, 0))), 0)
  FROM pair AS ab
  JOIN pair AS bc ON bc.a = ab.b AND bc.b > bc.a
  JOIN pair AS ac ON ac.a = ab.a AND ac.b = bc.b
  LEFT JOIN interest AS of_a ON of_a.person = ab.a
  LEFT JOIN interest AS of_b ON of_b.person = ab.b
  LEFT JOIN interest AS of_c ON of_c.person = bc.b
  WHERE ab.a < ab.b
))::bigint AS count

-- A subquery in an array is an index arm for each row, whatever the planner believes of the number of rows.
WITH place AS MATERIALIZED (
  SELECT located.source_id AS person, country.id AS country, count(*) AS n
  FROM node AS person
  JOIN edge AS located ON located.scope_id = :scope AND located.source_id = person.node_id AND located.relation_id = :IS_LOCATED_IN
    AND (located.dead_at IS NULL OR located.dead_at > :now)
  CROSS JOIN LATERAL unnest(ARRAY(
    SELECT part.target_id FROM edge AS part
    WHERE part.scope_id = :scope AND part.source_id = located.target_id AND part.relation_id = :IS_PART_OF
      AND (part.dead_at IS NULL OR part.dead_at > :now))) AS country (id)
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
  GROUP BY located.source_id, country.id
),
-- Each pair of friends in a country once, the lesser first.
near AS MATERIALIZED (
  SELECT one.country, least(one.person, other.person) AS a, greatest(one.person, other.person) AS b, count(*) AS n,
    min(CASE WHEN one.person < other.person THEN one.n ELSE other.n END) AS of_a,
    min(CASE WHEN one.person < other.person THEN other.n ELSE one.n END) AS of_b
  FROM place AS one
  CROSS JOIN LATERAL unnest(ARRAY(
    SELECT knows.target_id FROM edge AS knows
    WHERE knows.scope_id = :scope AND knows.source_id = one.person AND knows.relation_id = :KNOWS
      AND (knows.dead_at IS NULL OR knows.dead_at > :now))) AS friend (id)
  JOIN place AS other ON other.person = friend.id AND other.country = one.country
  GROUP BY 1, 2, 3
)
SELECT coalesce(6 * sum(ab.n * bc.n * ac.n * ab.of_a * ab.of_b * bc.of_b), 0)::bigint AS count
FROM near AS ab
JOIN near AS bc ON bc.country = ab.country AND bc.a = ab.b
JOIN near AS ac ON ac.country = ab.country AND ac.a = ab.a AND ac.b = bc.b

WITH place (person, country, n) AS MATERIALIZED (
  SELECT located.source_id, part.target_id, count(*)
  FROM node AS person
  CROSS JOIN edge AS located ON located.scope_id = :scope AND located.source_id = person.node_id AND located.relation_id = :IS_LOCATED_IN
    AND (located.dead_at IS NULL OR located.dead_at > :now)
  CROSS JOIN edge AS part ON part.scope_id = :scope AND part.source_id = located.target_id AND part.relation_id = :IS_PART_OF
    AND (part.dead_at IS NULL OR part.dead_at > :now)
  WHERE person.scope_id = :scope AND person.label_set_id = :Person
  GROUP BY located.source_id, part.target_id
),
-- Each pair of friends in a country once, the lesser first.
near (country, a, b, n, of_a, of_b) AS MATERIALIZED (
  SELECT one.country, min(one.person, other.person), max(one.person, other.person), count(*),
    CASE WHEN one.person < other.person THEN one.n ELSE other.n END,
    CASE WHEN one.person < other.person THEN other.n ELSE one.n END
  FROM place AS one
  CROSS JOIN edge AS knows ON knows.scope_id = :scope AND knows.source_id = one.person AND knows.relation_id = :KNOWS
    AND (knows.dead_at IS NULL OR knows.dead_at > :now)
  CROSS JOIN place AS other ON other.person = knows.target_id AND other.country = one.country
  GROUP BY 1, 2, 3
)
SELECT coalesce(6 * sum(ab.n * bc.n * ac.n * ab.of_a * ab.of_b * bc.of_b), 0) AS count
FROM near AS ab
CROSS JOIN near AS bc ON bc.country = ab.country AND bc.a = ab.b
CROSS JOIN near AS ac ON ac.country = ab.country AND ac.a = ab.a AND ac.b = bc.b

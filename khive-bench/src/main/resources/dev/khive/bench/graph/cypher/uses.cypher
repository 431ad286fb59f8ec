MATCH (class:TagClass)<-[:HAS_TYPE]-(:Tag)<-[:HAS_TAG]-(:Message)
RETURN class.name AS class, count(*) AS uses
ORDER BY uses DESC, class

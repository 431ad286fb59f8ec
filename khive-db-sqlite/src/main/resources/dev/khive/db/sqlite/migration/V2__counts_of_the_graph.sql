-- Counts of the graph, kept by every write in its own transaction, by which queries are planned. Rows count as long as they are
-- stored, deleted and expired ones too, so that what counts 0 is certainly not there.

-- Names the state of the scope's counts: 0 where there never was a node, otherwise a random number that is replaced whenever a count
-- goes from or to 0 or passes a power of two; -1 when the tables were written by hand, until they are counted anew.
ALTER TABLE scope ADD COLUMN shape INTEGER NOT NULL DEFAULT 0;

ALTER TABLE label_set ADD COLUMN nodes INTEGER NOT NULL DEFAULT 0;

-- How many edges of a relation lead from nodes with a label set to nodes with a label set.
CREATE TABLE edge_shape (
  scope_id      INTEGER NOT NULL REFERENCES scope,
  source_set_id INTEGER NOT NULL REFERENCES label_set,
  relation_id   INTEGER NOT NULL REFERENCES relation,
  target_set_id INTEGER NOT NULL REFERENCES label_set,
  edges         INTEGER NOT NULL,
  PRIMARY KEY (scope_id, source_set_id, relation_id, target_set_id)
) STRICT, WITHOUT ROWID;

UPDATE label_set
SET nodes = counted.nodes
FROM (SELECT label_set_id, count(*) AS nodes FROM node GROUP BY label_set_id) AS counted
WHERE counted.label_set_id = label_set.label_set_id;

INSERT INTO edge_shape (scope_id, source_set_id, relation_id, target_set_id, edges)
SELECT e.scope_id, s.label_set_id, e.relation_id, t.label_set_id, count(*)
FROM edge AS e CROSS JOIN node AS s CROSS JOIN node AS t
WHERE s.node_id = e.source_id AND t.node_id = e.target_id
GROUP BY e.scope_id, s.label_set_id, e.relation_id, t.label_set_id;

UPDATE scope SET shape = 1 + abs(random() % 9000000000000000000);

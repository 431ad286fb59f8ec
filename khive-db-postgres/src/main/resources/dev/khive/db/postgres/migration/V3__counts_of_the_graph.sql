-- Counts of the graph, kept by every write in its own transaction, by which queries are planned. Rows count as long as they are
-- stored, deleted and expired ones too, so that what counts 0 is certainly not there.

-- Names the state of the scope's counts: 0 where there never was a node, otherwise a random number that is replaced whenever a count
-- goes from or to 0 or passes a power of two; -1 when the tables were written by hand, until they are counted anew.
ALTER TABLE scope ADD COLUMN shape bigint NOT NULL DEFAULT 0;

ALTER TABLE label_set ADD COLUMN nodes bigint NOT NULL DEFAULT 0;
ALTER TABLE label_set SET (fillfactor = 50);

-- How many edges of a relation lead from nodes with a label set to nodes with a label set.
CREATE TABLE edge_shape (
  scope_id      bigint NOT NULL REFERENCES scope,
  source_set_id bigint NOT NULL REFERENCES label_set,
  relation_id   bigint NOT NULL REFERENCES relation,
  target_set_id bigint NOT NULL REFERENCES label_set,
  edges         bigint NOT NULL,
  PRIMARY KEY (scope_id, source_set_id, relation_id, target_set_id)
) WITH (fillfactor = 50);

-- The owner counts what is there, which the policies hide from it.
ALTER TABLE scope NO FORCE ROW LEVEL SECURITY;
ALTER TABLE label_set NO FORCE ROW LEVEL SECURITY;
ALTER TABLE node NO FORCE ROW LEVEL SECURITY;
ALTER TABLE edge NO FORCE ROW LEVEL SECURITY;

UPDATE label_set
SET nodes = counted.nodes
FROM (SELECT label_set_id, count(*) AS nodes FROM node GROUP BY label_set_id) AS counted
WHERE counted.label_set_id = label_set.label_set_id;

INSERT INTO edge_shape (scope_id, source_set_id, relation_id, target_set_id, edges)
SELECT e.scope_id, s.label_set_id, e.relation_id, t.label_set_id, count(*)
FROM edge AS e
JOIN node AS s ON s.node_id = e.source_id
JOIN node AS t ON t.node_id = e.target_id
GROUP BY e.scope_id, s.label_set_id, e.relation_id, t.label_set_id;

UPDATE scope SET shape = 1 + (random() * 9e15)::bigint;

ALTER TABLE scope FORCE ROW LEVEL SECURITY;
ALTER TABLE label_set FORCE ROW LEVEL SECURITY;
ALTER TABLE node FORCE ROW LEVEL SECURITY;
ALTER TABLE edge FORCE ROW LEVEL SECURITY;

ALTER TABLE edge_shape ENABLE ROW LEVEL SECURITY;
ALTER TABLE edge_shape FORCE ROW LEVEL SECURITY;
CREATE POLICY scope_read ON edge_shape FOR SELECT USING (scope_id = ANY ((SELECT khive_scopes())::bigint[]));
CREATE POLICY scope_insert ON edge_shape FOR INSERT WITH CHECK (scope_id = (SELECT khive_written_scope()));
CREATE POLICY scope_update ON edge_shape FOR UPDATE USING (scope_id = (SELECT khive_written_scope()))
WITH CHECK (scope_id = (SELECT khive_written_scope()));
CREATE POLICY scope_delete ON edge_shape FOR DELETE USING (scope_id = (SELECT khive_written_scope()));
CREATE POLICY operator ON edge_shape TO khive_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON edge_shape TO khive_app, khive_operator;

-- Enters a scope until the transaction ends: its tenant, the namespaces that are read, and whether the first of them is
-- written. Without namespaces the names of the tenant's namespaces are seen and nothing in them. Gives the numbers of the
-- namespaces' scopes in their order and the shape of each, 0 and 0 for one that was never written.
DROP FUNCTION khive_enter(text, text[], boolean);

CREATE FUNCTION khive_enter(tenant text, namespaces text[], writing boolean, OUT scopes bigint[], OUT shapes bigint[])
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  PERFORM set_config('khive.tenant', khive_enter.tenant, true),
          set_config('khive.namespaces', khive_enter.namespaces::text, true);
  SELECT coalesce(array_agg(coalesce(s.scope_id, 0) ORDER BY wanted.place), '{}'),
         coalesce(array_agg(coalesce(s.shape, 0) ORDER BY wanted.place), '{}')
  INTO khive_enter.scopes, khive_enter.shapes
  FROM unnest(khive_enter.namespaces) WITH ORDINALITY AS wanted (name, place)
  LEFT JOIN "${flyway:defaultSchema}".scope AS s ON s.tenant = khive_enter.tenant AND s.namespace = wanted.name;
  PERFORM set_config('khive.scopes', CASE WHEN cardinality(khive_enter.scopes) > 0 THEN khive_enter.scopes::text ELSE '' END, true),
          set_config('khive.written_scope', CASE WHEN writing THEN khive_enter.scopes[1]::text ELSE '' END, true);
END
$$;

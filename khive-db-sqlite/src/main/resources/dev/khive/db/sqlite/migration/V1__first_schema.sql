-- khive's schema, version 1.
--
-- Every row belongs to one scope and carries its number, so that each index begins with it and no join can leave it.
-- Instants are microseconds since 1970 in UTC. Rows are joined by integers; UUIDs are 16 bytes.
-- A node or edge is live when dead_at IS NULL OR dead_at > now: 0 when softly deleted, else when it expires.

PRAGMA application_id = 0x6B686976; -- "khiv", in the header of the file

CREATE TABLE scope (
  scope_id      INTEGER PRIMARY KEY,
  tenant        TEXT    NOT NULL,
  namespace     TEXT    NOT NULL,
  last_sequence INTEGER NOT NULL DEFAULT 0,
  UNIQUE (tenant, namespace)
) STRICT;

-- Interned names ------------------------------------------------------------------------------------------------------

CREATE TABLE relation (
  relation_id INTEGER PRIMARY KEY,
  scope_id    INTEGER NOT NULL REFERENCES scope,
  name        TEXT    NOT NULL,
  UNIQUE (scope_id, name)
) STRICT;

CREATE TABLE label (
  label_id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope,
  name     TEXT    NOT NULL,
  UNIQUE (scope_id, name)
) STRICT;

-- The ordered labels of a node, as a JSON array of names; nodes with the same labels in the same order share one.
CREATE TABLE label_set (
  label_set_id INTEGER PRIMARY KEY,
  scope_id     INTEGER NOT NULL REFERENCES scope,
  labels       TEXT    NOT NULL,
  UNIQUE (scope_id, labels)
) STRICT;

CREATE TABLE label_set_member (
  scope_id     INTEGER NOT NULL REFERENCES scope,
  label_id     INTEGER NOT NULL REFERENCES label,
  label_set_id INTEGER NOT NULL REFERENCES label_set,
  PRIMARY KEY (scope_id, label_id, label_set_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX label_set_member_set ON label_set_member (label_set_id);

-- The graph -----------------------------------------------------------------------------------------------------------

-- record_type: 0 entity, 1 note. properties: JSONB.
CREATE TABLE node (
  node_id      INTEGER PRIMARY KEY,
  scope_id     INTEGER NOT NULL REFERENCES scope,
  uuid         BLOB    NOT NULL CHECK (length(uuid) = 16),
  record_type  INTEGER NOT NULL CHECK (record_type IN (0, 1)),
  label_set_id INTEGER NOT NULL REFERENCES label_set,
  dead_at      INTEGER,
  properties   BLOB    NOT NULL,
  revision     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  expires_at   INTEGER,
  UNIQUE (scope_id, uuid),
  UNIQUE (scope_id, node_id)
) STRICT;

CREATE INDEX node_label_set ON node (scope_id, label_set_id, dead_at);
-- Lists are ordered by creation unless they say otherwise, and are read a page at a time.
CREATE INDEX node_creation ON node (scope_id, record_type, created_at, uuid);
CREATE INDEX node_expiry ON node (scope_id, expires_at) WHERE expires_at IS NOT NULL;

-- dead_at is the least of the edge's own and those of its two ends; both ends are in the edge's scope. properties: JSONB, NULL when there are none.
CREATE TABLE edge (
  edge_id     INTEGER PRIMARY KEY,
  scope_id    INTEGER NOT NULL REFERENCES scope,
  source_id   INTEGER NOT NULL,
  relation_id INTEGER NOT NULL REFERENCES relation,
  target_id   INTEGER NOT NULL,
  dead_at     INTEGER,
  uuid        BLOB    NOT NULL CHECK (length(uuid) = 16),
  weight      REAL    NOT NULL,
  valid_from  INTEGER,
  valid_to    INTEGER,
  properties  BLOB,
  revision    INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  deleted_at  INTEGER,
  UNIQUE (scope_id, uuid),
  FOREIGN KEY (scope_id, source_id) REFERENCES node (scope_id, node_id),
  FOREIGN KEY (scope_id, target_id) REFERENCES node (scope_id, node_id)
) STRICT;

-- Both directions, so that a step of a pattern reads one index and nothing else.
CREATE INDEX edge_out ON edge (scope_id, source_id, relation_id, target_id, dead_at);
CREATE INDEX edge_in  ON edge (scope_id, target_id, relation_id, source_id, dead_at);
CREATE INDEX edge_creation ON edge (scope_id, created_at, uuid);

-- The log -------------------------------------------------------------------------------------------------------------

-- sequence runs 1, 2, 3 and so on in each scope. payload: JSONB, NULL when empty.
CREATE TABLE event (
  scope_id        INTEGER NOT NULL REFERENCES scope,
  sequence        INTEGER NOT NULL,
  uuid            BLOB    NOT NULL CHECK (length(uuid) = 16),
  verb            TEXT    NOT NULL,
  subject_type    TEXT    NOT NULL,
  subject         BLOB,
  actor           TEXT,
  payload         BLOB,
  idempotency_key TEXT,
  occurred_at     INTEGER NOT NULL,
  PRIMARY KEY (scope_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX event_idempotency_key ON event (scope_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX event_subject ON event (scope_id, subject, sequence) WHERE subject IS NOT NULL;

-- Vectors -------------------------------------------------------------------------------------------------------------

CREATE TABLE vector_field (
  field_id  INTEGER PRIMARY KEY,
  scope_id  INTEGER NOT NULL REFERENCES scope,
  name      TEXT    NOT NULL,
  model     TEXT    NOT NULL,
  dimension INTEGER NOT NULL,
  metric    TEXT    NOT NULL,
  UNIQUE (scope_id, name)
) STRICT;

-- embedding: 32-bit floats, least significant byte first.
CREATE TABLE vector (
  vector_id INTEGER PRIMARY KEY,
  scope_id  INTEGER NOT NULL REFERENCES scope,
  field_id  INTEGER NOT NULL REFERENCES vector_field,
  node_id   INTEGER NOT NULL REFERENCES node,
  ordinal   INTEGER NOT NULL,
  embedding BLOB    NOT NULL,
  revision  INTEGER NOT NULL,
  UNIQUE (scope_id, field_id, node_id, ordinal)
) STRICT;

CREATE INDEX vector_node ON vector (node_id);

CREATE TABLE sparse_field (
  field_id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope,
  name     TEXT    NOT NULL,
  model    TEXT    NOT NULL,
  UNIQUE (scope_id, name)
) STRICT;

-- components: the indices as 32-bit integers, then the values as 32-bit floats, least significant byte first.
CREATE TABLE sparse_vector (
  sparse_id  INTEGER PRIMARY KEY,
  scope_id   INTEGER NOT NULL REFERENCES scope,
  field_id   INTEGER NOT NULL REFERENCES sparse_field,
  node_id    INTEGER NOT NULL REFERENCES node,
  components BLOB    NOT NULL,
  revision   INTEGER NOT NULL,
  UNIQUE (node_id, field_id)
) STRICT;

CREATE INDEX sparse_vector_field ON sparse_vector (scope_id, field_id, node_id);

-- The same components by term. node_id has no foreign key, which would need an index by node as large as the table; the postings
-- of a node are found by its sparse_vector.
CREATE TABLE sparse_posting (
  scope_id INTEGER NOT NULL REFERENCES scope,
  field_id INTEGER NOT NULL REFERENCES sparse_field,
  term     INTEGER NOT NULL,
  node_id  INTEGER NOT NULL,
  weight   REAL    NOT NULL,
  PRIMARY KEY (field_id, term, node_id)
) STRICT, WITHOUT ROWID;

-- Texts ---------------------------------------------------------------------------------------------------------------

-- The index over a scope's documents is the FTS5 table text_<scope_id>, whose rowid is doc_id.
CREATE TABLE document (
  doc_id     INTEGER PRIMARY KEY,
  scope_id   INTEGER NOT NULL REFERENCES scope,
  node_id    INTEGER NOT NULL REFERENCES node,
  field      TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (node_id, field)
) STRICT;

CREATE INDEX document_scope ON document (scope_id, field);

-- The scopes that have an index, and the tokenizer that it was made with.
CREATE TABLE text_index (
  scope_id  INTEGER PRIMARY KEY REFERENCES scope,
  tokenizer TEXT    NOT NULL
) STRICT;

-- Declared indexes ----------------------------------------------------------------------------------------------------

-- What should exist: target is the table, path a JSON array of keys. The index is called property_<property_index_id>.
CREATE TABLE property_index (
  property_index_id INTEGER PRIMARY KEY,
  target            TEXT    NOT NULL CHECK (target IN ('node', 'edge')),
  path              TEXT    NOT NULL,
  UNIQUE (target, path)
) STRICT;

INSERT INTO property_index (property_index_id, target, path) VALUES (1, 'node', '["name"]');

CREATE INDEX property_1 ON node (scope_id, json_extract(properties, '$."name"'))
WHERE json_extract(properties, '$."name"') IS NOT NULL;

package dev.khive.db.sql;

import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.search.SearchStores;
import dev.khive.db.sql.store.NodeListener;
import java.util.List;

/**
 * What the handles of an open database share.
 *
 * @param database the database, scope by scope
 * @param search everything that searches it
 * @param listeners what follows the writes of nodes
 */
record Engine(ScopedDatabase database, SearchStores search, List<NodeListener> listeners) {}

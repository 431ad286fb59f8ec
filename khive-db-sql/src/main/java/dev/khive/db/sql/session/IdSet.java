package dev.khive.db.sql.session;

import java.util.Collection;
import java.util.UUID;

/** Many UUIDs as one parameter, for {@link ValueBinding#idSet()}; any number of them, none included. */
public record IdSet(Collection<UUID> ids) {}

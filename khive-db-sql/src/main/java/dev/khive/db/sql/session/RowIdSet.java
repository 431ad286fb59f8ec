package dev.khive.db.sql.session;

/** Many row ids as one parameter, for {@link ValueBinding#rowIdSet()}; any number of them, none included. */
@SuppressWarnings("ArrayRecordComponent") // Made for one bind and never compared.
public record RowIdSet(long... ids) {}

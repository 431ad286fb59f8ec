package dev.khive.db.sqlite;

import dev.khive.db.sql.session.Session;
import java.util.List;

/** One question to a database whether its tables and indexes agree. */
interface IntegrityCheck {
    /** What is looked at, a few words. */
    String name();

    /** What is wrong, a sentence each; changes nothing. */
    List<String> find(Session session);

    /** Mends what can be mended from the tables that are the truth; the findings are looked for again afterwards. */
    void mend(SqliteDatabase database);
}

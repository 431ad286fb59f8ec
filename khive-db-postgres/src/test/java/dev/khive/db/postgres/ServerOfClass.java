package dev.khive.db.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server of a class of tests and of the classes nested in it: found before the first of them, which leaves them out where there
 * is none, and cleaned after the last; its addresses can be asked for until the class is done. A static field with
 * {@code @RegisterExtension} makes it so.
 */
final class ServerOfClass implements BeforeAllCallback, AfterAllCallback {
    private @Nullable TestServer server;
    private int depth;

    @Override
    public void beforeAll(ExtensionContext context) {
        if (depth++ == 0) {
            server = TestServer.require();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        if (--depth == 0 && server != null) {
            server.close();
        }
    }

    /** The address of a schema of this name, for what logged in; the same name gives the same schema. */
    String schema(String name) {
        return found().schema(name);
    }

    /** The same for a login that makes its own schemas and is no superuser. */
    String schemaOfOwner(String name) {
        return found().asOwner(schema(name));
    }

    private TestServer found() {
        if (server == null) {
            throw new IllegalStateException("The server is there from the first test of its class on.");
        }
        return server;
    }
}

package dev.khive.query.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.query.ast.AstNode;
import dev.khive.query.ast.Expression;
import dev.khive.query.sql.QuerySupport;
import dev.khive.query.sql.SqlDialectProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The table of what is supported, and the page that is made of it. */
class QuerySupportTest {
    private static final Path PAGE = Path.of("..", "docs", "query-support.md");

    private static SqlDialectProfile[] profiles() {
        return ServiceLoader.load(SqlDialectProfile.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(java.util.Comparator.comparing(SqlDialectProfile::name).reversed())
                .toArray(SqlDialectProfile[]::new);
    }

    /** Writes the page. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(PAGE, QuerySupport.markdown(profiles()));
    }

    @Test
    void thePageIsTheTable() throws IOException {
        assertThat(PAGE).hasContent(QuerySupport.markdown(profiles()));
    }

    @Test
    void everyElementOfTheSyntaxTreeHasItsEntry() {
        List<String> elements = new ArrayList<>();
        records(AstNode.class, elements);
        assertThat(QuerySupport.elements(profiles()[0])).containsOnlyKeys(elements);
        assertThat(elements).contains(Expression.Reduce.class.getSimpleName());
    }

    private static void records(Class<?> type, List<String> into) {
        if (type.isRecord()) {
            into.add(type.getSimpleName());
        }
        Class<?>[] permitted = type.getPermittedSubclasses();
        for (Class<?> each : permitted == null ? new Class<?>[0] : permitted) {
            records(each, into);
        }
    }
}

package dev.khive.query.sql;

import dev.khive.api.query.Support;
import dev.khive.query.analysis.Functions;
import dev.khive.query.ast.AstNode;
import dev.khive.query.function.ValueFunction;
import dev.khive.query.function.ValueFunctions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a dialect answers every construct, every element of the syntax and every function, as one table. */
public final class QuerySupport {
    private QuerySupport() {}

    /** The support of each construct by its title. */
    public static Map<String, Support> constructs(SqlDialectProfile profile) {
        Map<String, Support> supports = new LinkedHashMap<>();
        for (Construct construct : Construct.values()) {
            supports.put(construct.title(), profile.support(construct));
        }
        return supports;
    }

    /** The support of each element of the syntax tree by its name: that of the construct that it belongs to. */
    public static Map<String, Support> elements(SqlDialectProfile profile) {
        Map<String, Support> supports = new LinkedHashMap<>();
        SyntaxElements.all().forEach((element, construct) -> supports.put(name(element), profile.support(construct)));
        return supports;
    }

    private static String name(Class<? extends AstNode> element) {
        return element.getSimpleName();
    }

    /** The support of each function of the language by its name. */
    public static Map<String, Support> functions(SqlDialectProfile profile) {
        Map<String, Support> supports = new LinkedHashMap<>();
        for (String name : Functions.names()) {
            Optional<ValueFunction> function = ValueFunctions.find(name.replace('.', '_'));
            boolean answered =
                    !Functions.isRefused(name) && function.map(profile::has).orElse(true);
            supports.put(name + "()", answered ? supportOf(function) : Support.REJECTED);
        }
        return supports;
    }

    private static Support supportOf(Optional<ValueFunction> function) {
        return function.isPresent() ? Support.EMULATED : Support.NATIVE;
    }

    /** The table of several dialects in Markdown. */
    public static String markdown(SqlDialectProfile... profiles) {
        StringBuilder text = new StringBuilder("""
                # What the query language supports

                This page is made by `QuerySupport` from the table that the compiler and its messages read; a test keeps it so. NATIVE: the database has it. EMULATED: khive composes it of what the database has, or calls a function of its own. REJECTED: an error names it, with its place.

                """);
        section(text, "Constructs", QuerySupport::constructs, profiles);
        section(text, "Elements of the syntax tree", QuerySupport::elements, profiles);
        section(text, "Functions", QuerySupport::functions, profiles);
        return text.toString();
    }

    private interface Table {
        Map<String, Support> of(SqlDialectProfile profile);
    }

    private static void section(StringBuilder text, String title, Table table, SqlDialectProfile... profiles) {
        text.append("## ").append(title).append("\n\n|");
        for (SqlDialectProfile profile : profiles) {
            text.append(" | ").append(profile.name());
        }
        text.append(" |\n|---").append("|---".repeat(profiles.length)).append("|\n");
        for (String row : table.of(profiles[0]).keySet()) {
            text.append("| ").append(row.replace("|", "\\|"));
            for (SqlDialectProfile profile : profiles) {
                text.append(" | ").append(table.of(profile).get(row));
            }
            text.append(" |\n");
        }
        text.append('\n');
    }
}

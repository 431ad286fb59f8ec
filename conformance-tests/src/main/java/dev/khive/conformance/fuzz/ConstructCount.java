package dev.khive.conformance.fuzz;

import dev.khive.api.query.QueryException;
import dev.khive.query.ast.AstNode;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.parse.QueryParser;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each element of the syntax tree, operator and function stands in queries. */
final class ConstructCount {
    private final Map<String, Integer> counts = new TreeMap<>();

    /** Counts what is in a text, nothing where it is no query. */
    void add(String text) {
        try {
            visit(QueryParser.parse(text));
        } catch (QueryException noQuery) {
            counts.merge("(no query)", 1, Integer::sum);
        }
    }

    Map<String, Integer> counts() {
        return counts;
    }

    private void visit(@Nullable Object part) {
        switch (part) {
            case null -> {}
            case FunctionCall call -> {
                counts.merge(call.name() + "()", 1, Integer::sum);
                call.arguments().forEach(this::visit);
            }
            case Collection<?> parts -> parts.forEach(this::visit);
            case Enum<?> choice ->
                counts.merge(choice.getDeclaringClass().getSimpleName() + " " + choice, 1, Integer::sum);
            case Record record
            when record.getClass().getPackageName().equals(AstNode.class.getPackageName()) -> {
                counts.merge(record.getClass().getSimpleName(), 1, Integer::sum);
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    visit(value(record, component));
                }
            }
            default -> {}
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

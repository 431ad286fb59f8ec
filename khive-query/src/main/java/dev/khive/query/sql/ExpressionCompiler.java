package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.Bind;
import dev.khive.query.analysis.ExpressionChecker;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.*;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** Compiles expressions over the variables of a frame. */
final class ExpressionCompiler {
    private static final int SHORT_LIST = 20;

    private final OperatorCompiler operators;
    private final Map<String, Type> parameters;
    private final Values values;
    private final Comparisons comparisons;
    private final Arithmetic arithmetic;
    private final FunctionCompiler functions;

    ExpressionCompiler(OperatorCompiler operators, Map<String, Type> parameters, Values values) {
        this.operators = operators;
        this.parameters = parameters;
        this.values = values;
        this.comparisons = new Comparisons(values);
        this.arithmetic = new Arithmetic(values);
        this.functions = new FunctionCompiler(this, values);
    }

    String row(Frame frame, Binding.Row row) {
        return operators.row(frame, row);
    }

    Comparisons comparisons() {
        return comparisons;
    }

    /** A condition for a WHERE, where false and null are the same. */
    Field<Object> filter(Expression expression, Frame frame) {
        Field<Object> direct = new Selective(this, values).filter(expression, frame);
        return direct != null ? direct : truth(expression, frame);
    }

    /** 1, 0 or NULL. */
    Field<Object> truth(Expression expression, Frame frame) {
        return values.truth(compile(expression, frame));
    }

    SqlValue compile(Expression expression, Frame frame) {
        return switch (expression) {
            case Literal literal -> literal(literal.value());
            case Parameter parameter -> parameter(parameter);
            case Variable variable -> variable(variable, frame);
            case Property property -> property(property, frame);
            case Index index -> index(index, frame);
            case Slice slice -> slice(slice, frame);
            case LabelTest test -> SqlValue.of(Type.BOOLEAN, labelTest(test, frame));
            case Unary unary -> unary(unary, frame);
            case Binary binary -> binary(binary, frame);
            case Logical logical -> SqlValue.of(Type.BOOLEAN, logical(logical, frame));
            case Comparison comparison -> SqlValue.of(Type.BOOLEAN, comparison(comparison, frame));
            case FunctionCall call -> functions.compile(call, frame);
            case Case choice -> choice(choice, frame);
            case ListLiteral list -> listLiteral(list, frame);
            case MapLiteral map -> mapLiteral(map, frame);
            case ListComprehension list -> comprehension(list, frame);
            case Quantifier quantifier -> quantifier(quantifier, frame);
            case PatternPredicate pattern -> operators.exists(expression, frame);
            case Subquery subquery ->
                switch (subquery.kind()) {
                    case COUNT -> operators.count(expression, frame);
                    case EXISTS -> operators.exists(expression, frame);
                    case COLLECT -> operators.collect(subquery, frame);
                };
            case PatternComprehension pattern -> operators.collect(pattern, frame);
            case Reduce reduce -> new Reductions(this, values).compile(reduce, frame);
            case CountStar star -> throw new IllegalStateException("count(*) outside of an aggregation");
        };
    }

    /** Numbers are bound too: a bare number in ORDER BY or GROUP BY would stand for a column. */
    private static SqlValue literal(@Nullable Object value) {
        return switch (value) {
            case null -> SqlValue.simple(Type.NULL, sql("null"));
            case Boolean bool -> SqlValue.simple(Type.BOOLEAN, sql(bool ? "(1 = 1)" : "(1 = 0)"));
            default -> SqlValue.simple(ExpressionChecker.ofValue(value), Sql.bind(new Bind.Literal(value)));
        };
    }

    private static SqlValue constant(String text) {
        return SqlValue.simple(Type.STRING, Sql.bind(new Bind.Literal(text)));
    }

    private SqlValue parameter(Parameter parameter) {
        Type type = parameters.getOrDefault(parameter.name(), Type.NULL);
        return SqlValue.simple(type, Sql.bind(new Bind.Parameter(parameter.name(), type)));
    }

    private static SqlValue variable(Variable variable, Frame frame) {
        return switch (frame.variables.get(variable.name())) {
            case Binding.Row row -> SqlValue.simple(row.node ? Type.NODE : Type.EDGE, row.key);
            case Binding.Value value -> value.value();
            case null -> throw new IllegalStateException("No column for the variable " + variable.name());
        };
    }

    /** The stored object of a node or edge. */
    Field<Object> document(Expression operand, SqlValue value, Frame frame) {
        if (operand instanceof Variable variable && frame.variables.get(variable.name()) instanceof Binding.Row row) {
            return column(operators.row(frame, row), "properties");
        }
        boolean node = value.type().is(Kind.NODE);
        String alias = values.names.next(node ? "n" : "e");
        return sql(
                "(select {0} from " + (node ? "node" : "edge") + " as " + alias + " where {1} = {2} and {3})",
                column(alias, "properties"),
                column(alias, node ? "node_id" : "edge_id"),
                value.sql(),
                values.schema.inScope(alias));
    }

    private SqlValue property(Property property, Frame frame) {
        SqlValue operand = compile(property.operand(), frame);
        return switch (operand.type().kind()) {
            case NODE, EDGE -> stored(document(property.operand(), operand, frame), property.key());
            case NULL -> SqlValue.simple(Type.NULL, sql("null"));
            case MAP -> stored(operand.sql(), property.key());
            default -> entry(operand, property.key());
        };
    }

    private SqlValue stored(Field<Object> document, String key) {
        return new SqlValue(
                Type.ANY,
                values.profile.property(document, key),
                sql("nullif({0}, 'null')", values.profile.propertyType(document, key)),
                values.profile.propertyScalar(document, key),
                true);
    }

    /** A key of a value that is only known to be a map, node or edge when it is met. */
    private SqlValue entry(SqlValue operand, String key) {
        return SqlValue.of(
                Type.ANY,
                values.let(
                        List.of(operand),
                        v -> sql(
                                "case when {0} is null then null when {0} <> 'object' then {1} when {2} then {3}"
                                        + " when {4} then {5} when {6} then {8} else {7} end",
                                values.typeOf(v.getFirst()),
                                values.profile.fault("InvalidArgumentType"),
                                sql(
                                        "{0} -> '$.\"$node\"' is not null",
                                        v.getFirst().sql()),
                                values.profile.property(
                                        sql(
                                                "({0} -> '$.\"$node\"[3]')",
                                                v.getFirst().sql()),
                                        key),
                                sql(
                                        "{0} -> '$.\"$edge\"' is not null",
                                        v.getFirst().sql()),
                                values.profile.property(
                                        sql(
                                                "({0} -> '$.\"$edge\"[6]')",
                                                v.getFirst().sql()),
                                        key),
                                tagged(v.getFirst().sql()),
                                values.profile.property(v.getFirst().sql(), key),
                                values.call("component", v.getFirst(), constant(key))
                                        .sql())));
    }

    /** Whether JSON text is an object that stands for a value of its own: a temporal, a float, a path. */
    private static Field<Object> tagged(Field<Object> json) {
        return sql("({0} like '{{\"$%' and {0} not like '{{\"$$%')".replace("{{", "{"), json);
    }

    private SqlValue index(Index index, Frame frame) {
        SqlValue operand = compile(index.operand(), frame);
        SqlValue key = compile(index.index(), frame);
        if (operand.type().is(Kind.NODE, Kind.EDGE, Kind.MAP)) {
            if (index.index() instanceof Literal literal && literal.value() instanceof String name) {
                return property(new Property(index.position(), index.operand(), name), frame);
            }
            Field<Object> document =
                    operand.type().is(Kind.MAP) ? operand.sql() : document(index.operand(), operand, frame);
            return SqlValue.of(Type.ANY, keyed(document, key));
        }
        if (operand.type().is(Kind.LIST) || key.type().is(Kind.INTEGER)) {
            SqlValue list = values.list(operand);
            Field<Object> element =
                    values.profile.elementAt(list.sql(), values.integer(key).sql());
            Type type = list.type().elementType();
            return type.isGraph() && !type.is(Kind.NODE, Kind.EDGE)
                    ? SqlValue.of(type, element)
                    : type.is(Kind.NODE, Kind.EDGE)
                            ? SqlValue.of(type, sql("cast({0} as integer)", element))
                            : SqlValue.of(Type.ANY, element);
        }
        if (operand.type().is(Kind.NULL)) {
            return SqlValue.simple(Type.NULL, sql("null"));
        }
        if (key.type().is(Kind.STRING)) {
            return SqlValue.of(
                    Type.ANY,
                    values.let(
                            List.of(operand),
                            v -> sql(
                                    "case when {0} is null then null when {1} then {4} when {0} <> 'object' then {2} else {3} end",
                                    values.typeOf(v.getFirst()),
                                    tagged(v.getFirst().sql()),
                                    values.profile.fault("InvalidArgumentType"),
                                    keyed(v.getFirst().sql(), key),
                                    values.call("component", v.getFirst(), key).sql())));
        }
        return values.call("element", operand, key);
    }

    private Field<Object> keyed(Field<Object> document, SqlValue key) {
        String each = values.names.next("j");
        Field<Object> name = values.string(key).sql();
        return sql(
                "(select {0} from {1} where {2} = case when {3} like '$%' then '$' || {3} else {3} end)",
                values.profile.elementJson(each), values.profile.elements(document, each), column(each, "key"), name);
    }

    private SqlValue slice(Slice slice, Frame frame) {
        SqlValue list = values.list(compile(slice.operand(), frame));
        SqlValue from = slice.from() == null ? null : values.integer(compile(slice.from(), frame));
        SqlValue to = slice.to() == null ? null : values.integer(compile(slice.to(), frame));
        String each = values.names.next("j");
        List<SqlValue> parts = new ArrayList<>(List.of(list));
        if (from != null) {
            parts.add(from);
        }
        if (to != null) {
            parts.add(to);
        }
        Type element = list.type().elementType();
        return SqlValue.of(list.type(), values.let(parts, v -> {
            Field<Object> size = sql("json_array_length({0})", v.getFirst().sql());
            Field<Object> start = from == null ? sql("0") : bound(v.get(1).sql(), size);
            Field<Object> end = to == null ? size : bound(v.getLast().sql(), size);
            SqlValue item = values.iterated(each, element);
            return sql(
                    "case when {0} is not null and {1} is not null and {2} is not null then {3} end",
                    v.getFirst().sql(),
                    start,
                    end,
                    values.gather(
                            values.element(item, element),
                            values.profile.elements(v.getFirst().sql(), each),
                            sql("{0} >= {1} and {0} < {2}", column(each, "key"), start, end)));
        }));
    }

    private static Field<Object> bound(Field<Object> bound, Field<Object> size) {
        return sql("case when {0} < 0 then {0} + {1} else {0} end", bound, size);
    }

    private Field<Object> labelTest(LabelTest test, Frame frame) {
        SqlValue operand = compile(test.operand(), frame);
        Field<Object> holds = switch (operand.type().kind()) {
            case NODE -> nodeHas(test, operand, frame);
            case EDGE -> edgeHas(test, operand, frame);
            case NULL -> sql("null");
            default -> values.let(List.of(operand), v -> hasLabels(v.getFirst(), test.labels()));
        };
        return test.negated() ? sql("(not {0})", holds) : holds;
    }

    private Field<Object> hasLabels(SqlValue value, LabelExpression labels) {
        return switch (labels) {
            case LabelExpression.Name name ->
                values.call("has_label", value, constant(name.name())).sql();
            case LabelExpression.Wildcard any ->
                values.call("has_label", value, constant("")).sql();
            case LabelExpression.Not not -> sql("(not {0})", hasLabels(value, not.operand()));
            case LabelExpression.And and ->
                Sql.and(and.operands().stream()
                        .map(operand -> hasLabels(value, operand))
                        .toList());
            case LabelExpression.Or or ->
                Sql.or(or.operands().stream()
                        .map(operand -> hasLabels(value, operand))
                        .toList());
        };
    }

    private Field<Object> nodeHas(LabelTest test, SqlValue operand, Frame frame) {
        if (test.operand() instanceof Variable variable
                && frame.variables.get(variable.name()) instanceof Binding.Row row) {
            return present(row, values.schema.labels(operators.row(frame, row), test.labels()));
        }
        return has("node", "node_id", operand, alias -> values.schema.labels(alias, test.labels()));
    }

    private Field<Object> edgeHas(LabelTest test, SqlValue operand, Frame frame) {
        if (test.operand() instanceof Variable variable
                && frame.variables.get(variable.name()) instanceof Binding.Row row) {
            return present(row, values.schema.hasRelation(operators.row(frame, row), test.labels()));
        }
        return has("edge", "edge_id", operand, alias -> values.schema.hasRelation(alias, test.labels()));
    }

    private static Field<Object> present(Binding.Row row, Field<Object> test) {
        return row.nullable ? sql("case when {0} is not null then {1} end", row.key, test) : sql("({0})", test);
    }

    private Field<Object> has(
            String table, String key, SqlValue operand, java.util.function.Function<String, Field<Object>> condition) {
        String alias = values.names.next(table.substring(0, 1));
        return sql(
                "(select {0} from " + table + " as " + alias + " where {1} = {2} and {3})",
                condition.apply(alias),
                column(alias, key),
                operand.sql(),
                values.schema.inScope(alias));
    }

    private SqlValue unary(Unary unary, Frame frame) {
        return switch (unary.operator()) {
            case NOT -> SqlValue.of(Type.BOOLEAN, sql("(not {0})", truth(unary.operand(), frame)));
            case IS_NULL -> SqlValue.of(Type.BOOLEAN, sql("({0} is null)", presence(unary.operand(), frame)));
            case IS_NOT_NULL -> SqlValue.of(Type.BOOLEAN, sql("({0} is not null)", presence(unary.operand(), frame)));
            case PLUS -> values.number(compile(unary.operand(), frame));
            case MINUS -> arithmetic.negate(compile(unary.operand(), frame));
        };
    }

    Field<Object> presence(Expression operand, Frame frame) {
        SqlValue value = compile(operand, frame);
        return value.typeOf() != null ? value.typeOf() : value.sql();
    }

    private SqlValue binary(Binary binary, Frame frame) {
        SqlValue left = compile(binary.left(), frame);
        SqlValue right = compile(binary.right(), frame);
        return switch (binary.operator()) {
            case ADD, CONCATENATE -> arithmetic.add(left, right);
            case SUBTRACT -> arithmetic.subtract(left, right);
            case MULTIPLY -> arithmetic.multiply(left, right);
            case DIVIDE -> arithmetic.divide(left, right);
            case MODULO -> arithmetic.modulo(left, right);
            case POWER -> arithmetic.power(left, right);
            case STARTS_WITH -> text("substr({0}, 1, length({1})) = {1}", left, right);
            case ENDS_WITH ->
                text(
                        "(length({1}) = 0 or substr({0}, -length({1})) = {1} and length({0}) >= length({1}))",
                        left, right);
            case CONTAINS -> text("instr({0}, {1}) > 0", left, right);
            case MATCHES -> values.call("matches", left, right);
            case IN -> in(binary, left, right, frame);
        };
    }

    /** String predicates are null where either operand is no text. */
    private SqlValue text(String template, SqlValue left, SqlValue right) {
        return SqlValue.of(
                Type.BOOLEAN,
                values.let(
                        List.of(left, right),
                        v -> sql(
                                "case when {0} and {1} then {2} end",
                                isText(v.get(0)),
                                isText(v.get(1)),
                                sql(template, values.scalar(v.get(0)), values.scalar(v.get(1))))));
    }

    private Field<Object> isText(SqlValue value) {
        return switch (value.type().kind()) {
            case STRING -> sql("({0} is not null)", value.sql());
            case ANY -> sql("({0} = 'text')", values.typeOf(value));
            default -> sql("0");
        };
    }

    private SqlValue in(Binary binary, SqlValue needle, SqlValue haystack, Frame frame) {
        if (binary.right() instanceof ListLiteral list && list.elements().size() <= SHORT_LIST) {
            List<Field<Object>> parts = new ArrayList<>();
            if (list.elements().isEmpty()) {
                // A bare number in GROUP BY or ORDER BY would stand for a column.
                return SqlValue.of(Type.BOOLEAN, sql("(1 = 0)"));
            }
            return SqlValue.of(Type.BOOLEAN, values.let(List.of(needle), v -> {
                list.elements().forEach(element -> parts.add(comparisons.equal(v.getFirst(), compile(element, frame))));
                return Sql.or(parts);
            }));
        }
        SqlValue list = values.list(haystack);
        String each = values.names.next("j");
        return SqlValue.of(Type.BOOLEAN, values.let(List.of(needle, list), v -> {
            SqlValue element = values.iterated(each, list.type().elementType());
            Field<Object> equal = comparisons.equal(v.get(0), element);
            return sql(
                    "case when {0} is not null then {1} end",
                    v.get(1).sql(),
                    values.decide(
                            "case when max(c) = 1 then 1 when count(*) > count(c) then null else 0 end",
                            equal,
                            values.profile.elements(v.get(1).sql(), each)));
        }));
    }

    private Field<Object> logical(Logical logical, Frame frame) {
        List<Field<Object>> operands = new ArrayList<>();
        logical.operands().forEach(operand -> operands.add(truth(operand, frame)));
        return switch (logical.operator()) {
            case AND -> Sql.and(operands);
            case OR -> Sql.or(operands);
            case XOR -> {
                Field<Object> result = operands.getFirst();
                for (Field<Object> operand : operands.subList(1, operands.size())) {
                    result = sql("({0} <> {1})", result, operand);
                }
                yield result;
            }
        };
    }

    private Field<Object> comparison(Comparison comparison, Frame frame) {
        List<SqlValue> operands = new ArrayList<>();
        comparison.operands().forEach(operand -> operands.add(compile(operand, frame)));
        List<Field<Object>> parts = new ArrayList<>();
        for (int index = 0; index < comparison.operators().size(); index++) {
            parts.add(comparisons.compare(
                    comparison.operators().get(index), operands.get(index), operands.get(index + 1)));
        }
        return Sql.and(parts);
    }

    private SqlValue choice(Case choice, Frame frame) {
        List<SqlValue> results = new ArrayList<>();
        choice.branches().forEach(branch -> results.add(compile(branch.result(), frame)));
        results.add(choice.otherwise() == null ? literal(null) : compile(choice.otherwise(), frame));
        Type type = results.stream().map(SqlValue::type).reduce(Type.NULL, Type::join);
        List<QueryPart> parts = new ArrayList<>();
        StringBuilder template = new StringBuilder("case");
        for (int index = 0; index < choice.branches().size(); index++) {
            Expression condition = choice.branches().get(index).condition();
            parts.add(
                    choice.operand() == null
                            ? truth(condition, frame)
                            : comparisons.equal(compile(choice.operand(), frame), compile(condition, frame)));
            parts.add(as(results.get(index), type));
            template.append(" when {%d} then {%d}".formatted(2 * index, 2 * index + 1));
        }
        parts.add(as(results.getLast(), type));
        template.append(" else {%d} end".formatted(parts.size() - 1));
        return SqlValue.of(type, sql(template.toString(), parts.toArray(QueryPart[]::new)));
    }

    /** A value in the carrier of a wider type. */
    Field<Object> as(SqlValue value, Type type) {
        if (value.type().equals(type) || value.type().is(Kind.NULL)) {
            return value.type().is(Kind.NULL) ? sql("null") : value.sql();
        }
        if (type.is(Kind.ANY)) {
            return values.json(value);
        }
        if (type.is(Kind.LIST) && value.type().isGraph() != type.isGraph()) {
            return values.json(value);
        }
        return value.sql();
    }

    private SqlValue listLiteral(ListLiteral list, Frame frame) {
        if (!list.elements().isEmpty() && list.elements().stream().allMatch(Literal.class::isInstance)) {
            return constants(list);
        }
        List<SqlValue> elements = new ArrayList<>();
        list.elements().forEach(element -> elements.add(compile(element, frame)));
        Type element = elements.stream().map(SqlValue::type).reduce(Type.NULL, Type::join);
        Type type = element.is(Kind.NULL) ? Type.ANY : element;
        List<Field<Object>> parts = new ArrayList<>();
        for (SqlValue value : elements) {
            SqlValue fitted =
                    SqlValue.of(type.isGraph() ? type : value.type(), as(value, type.isGraph() ? type : value.type()));
            parts.add(values.element(fitted, type));
        }
        if (parts.isEmpty()) {
            return SqlValue.simple(Type.LIST, sql("'[]'"));
        }
        return SqlValue.of(Type.list(type), sql("('[' || {0} || ']')", Sql.concatenated(withCommas(parts))));
    }

    /** A list of constants is one value. */
    private static SqlValue constants(ListLiteral list) {
        List<@Nullable Object> items = new ArrayList<>();
        Type element = Type.NULL;
        for (Expression item : list.elements()) {
            Object value = item instanceof Literal literal ? literal.value() : null;
            items.add(value);
            element = element.join(ExpressionChecker.ofValue(value));
        }
        return SqlValue.simple(
                Type.list(element.is(Kind.NULL) ? Type.ANY : element),
                Sql.bind(new Bind.Literal(JsonValues.writeValue(items))));
    }

    private static List<Field<Object>> withCommas(List<Field<Object>> parts) {
        List<Field<Object>> separated = new ArrayList<>();
        parts.forEach(part -> separated.add(separated.isEmpty() ? part : sql("(',' || {0})", part)));
        return separated;
    }

    private SqlValue mapLiteral(MapLiteral map, Frame frame) {
        Map<String, Field<Object>> entries = new java.util.LinkedHashMap<>();
        map.entries().forEach(entry -> entries.put(entry.key(), values.json(compile(entry.value(), frame))));
        return SqlValue.of(
                Type.MAP, values.profile.object(List.copyOf(entries.keySet()), List.copyOf(entries.values())));
    }

    private SqlValue comprehension(ListComprehension comprehension, Frame frame) {
        SqlValue list = values.list(compile(comprehension.list(), frame));
        String each = values.names.next("j");
        Frame inner =
                iteration(frame, comprehension.variable(), each, list.type().elementType());
        SqlValue item = compile(
                comprehension.result() == null
                        ? new Variable(comprehension.position(), comprehension.variable())
                        : comprehension.result(),
                inner);
        Field<Object> condition = comprehension.where() == null ? sql("1") : truth(comprehension.where(), inner);
        return SqlValue.of(
                Type.list(item.type()),
                values.let(
                        List.of(list),
                        v -> sql(
                                "case when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.gather(
                                        values.element(item, item.type()),
                                        values.profile.elements(v.getFirst().sql(), each),
                                        condition))));
    }

    /** The frame inside of an iteration; rows that it asks for are joined outside. */
    private Frame iteration(Frame frame, String variable, String each, Type element) {
        Frame inner = frame.iteration();
        inner.variables.put(variable, new Binding.Value(values.iterated(each, element)));
        return inner;
    }

    private SqlValue quantifier(Quantifier quantifier, Frame frame) {
        SqlValue list = values.list(compile(quantifier.list(), frame));
        String each = values.names.next("j");
        Frame inner = frame.iteration();
        inner.variables.put(
                quantifier.variable(),
                new Binding.Value(values.iterated(each, list.type().elementType())));
        Field<Object> condition = truth(quantifier.where(), inner);
        String decide = switch (quantifier.kind()) {
            case ALL -> "case when min(c) = 0 then 0 when count(*) > count(c) then null else 1 end";
            case ANY -> "case when max(c) = 1 then 1 when count(*) > count(c) then null else 0 end";
            case NONE -> "case when max(c) = 1 then 0 when count(*) > count(c) then null else 1 end";
            case SINGLE ->
                "case when coalesce(sum(c), 0) > 1 then 0 when count(*) > count(c) then null"
                        + " else coalesce(sum(c), 0) = 1 end";
        };
        return SqlValue.of(
                Type.BOOLEAN,
                values.let(
                        List.of(list),
                        v -> sql(
                                "case when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.decide(
                                        decide,
                                        condition,
                                        values.profile.elements(v.getFirst().sql(), each)))));
    }
}

package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.Field;

/** Compiles functions of text, and conversions between text, numbers and booleans. */
final class TextFunctions {
    private static final String WHITE_SPACE = " \t\n\u000b\f\r\u001c\u001d\u001e\u001f\u1680\u2000\u2001\u2002\u2003"
            + "\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000";

    private static final Set<String> NAMES = Set.of(
            "tolower",
            "toupper",
            "trim",
            "ltrim",
            "rtrim",
            "substring",
            "left",
            "right",
            "replace",
            "tostring",
            "tointeger",
            "tofloat",
            "toboolean");

    private final Values values;
    private final TextSql texts;

    TextFunctions(Values values) {
        this.values = values;
        this.texts = values.profile.texts();
    }

    /** Whether a function of this name is compiled here. */
    static boolean has(String name) {
        return NAMES.contains(name);
    }

    SqlValue compile(String name, List<SqlValue> arguments) {
        SqlValue first = arguments.getFirst();
        return switch (name) {
            case "tolower" -> letters("lower", first);
            case "toupper" -> letters("upper", first);
            case "trim" -> trimmed("trim", first);
            case "ltrim" -> trimmed("ltrim", first);
            case "rtrim" -> trimmed("rtrim", first);
            case "substring" -> substring(arguments);
            case "left" ->
                part((whole, length) -> texts.part(whole, values.number(0).sql(), length), arguments);
            case "right" -> part(texts::end, arguments);
            case "replace" -> replace(arguments);
            case "tostring" -> toText(first);
            case "tointeger" -> toInteger(first);
            case "tofloat" -> toFloat(first);
            case "toboolean" -> toBoolean(first);
            default -> throw new IllegalStateException("No function " + name);
        };
    }

    /** The database only knows the case of ASCII letters. */
    private SqlValue letters(String function, SqlValue value) {
        return SqlValue.of(
                Type.STRING,
                values.let(
                        List.of(values.string(value)),
                        v -> sql(
                                "case when {2} then " + function + "({0}) when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.call(function, v.getFirst()).sql(),
                                texts.isAscii(v.getFirst().sql()))));
    }

    private SqlValue trimmed(String function, SqlValue value) {
        return SqlValue.of(
                Type.STRING,
                texts.trimmed(
                        function,
                        values.string(value).sql(),
                        values.constant(WHITE_SPACE, Type.STRING).sql()));
    }

    private SqlValue substring(List<SqlValue> arguments) {
        SqlValue start = values.integer(arguments.get(1));
        SqlValue length = arguments.size() > 2 ? values.integer(arguments.get(2)) : values.number(Long.MAX_VALUE);
        return SqlValue.of(
                Type.STRING,
                values.let(
                        List.of(values.string(arguments.getFirst()), start, length),
                        v -> sql(
                                "case when {0} is null or {1} is null or {2} is null then null"
                                        + " when {1} < 0 or {2} < 0 then {3} else {4} end",
                                v.get(0).sql(),
                                v.get(1).sql(),
                                v.get(2).sql(),
                                values.carriers.fault("NegativeIntegerArgument", Type.STRING),
                                texts.part(
                                        v.get(0).sql(), v.get(1).sql(), v.get(2).sql()))));
    }

    private SqlValue part(BinaryOperator<Field<Object>> part, List<SqlValue> arguments) {
        return SqlValue.of(
                Type.STRING,
                values.let(
                        List.of(values.string(arguments.get(0)), values.integer(arguments.get(1))),
                        v -> sql(
                                "case when {0} is null or {1} is null then null when {1} < 0 then {2} else {3} end",
                                v.get(0).sql(),
                                v.get(1).sql(),
                                values.carriers.fault("NegativeIntegerArgument", Type.STRING),
                                part.apply(v.get(0).sql(), v.get(1).sql()))));
    }

    private SqlValue replace(List<SqlValue> arguments) {
        return SqlValue.of(
                Type.STRING,
                values.let(
                        arguments.stream().map(values::string).toList(),
                        v -> sql(
                                "case when {1} = '' then {3} else replace({0}, {1}, {2}) end",
                                v.get(0).sql(),
                                v.get(1).sql(),
                                v.get(2).sql(),
                                values.call("replace", v.get(0), v.get(1), v.get(2))
                                        .sql())));
    }

    private SqlValue toText(SqlValue value) {
        return SqlValue.of(Type.STRING, values.let(List.of(value), v -> {
            SqlValue one = v.getFirst();
            return values.byKind(
                    one,
                    Kinds.otherwise(values.call("text", one).sql())
                            .ofText(values.textOf(one))
                            .ofNumber(texts.ofNumber(values, values.numberOf(one)))
                            .ofBoolean(sql("case when {0} then 'true' else 'false' end", truth(one))));
        }));
    }

    private Field<Object> truth(SqlValue value) {
        return value.type().is(Kind.BOOLEAN) || !value.type().is(Kind.ANY)
                ? value.sql()
                : values.carriers.truthOf(value);
    }

    private SqlValue toInteger(SqlValue value) {
        return value.type().is(Kind.INTEGER)
                ? value
                : converted(
                        value,
                        Type.INTEGER,
                        text -> texts.integer(values, text),
                        number -> texts.integer(values, number));
    }

    private SqlValue toFloat(SqlValue value) {
        return converted(value, Type.FLOAT, text -> texts.real(values, text), number -> texts.real(values, number));
    }

    private SqlValue converted(
            SqlValue value,
            Type type,
            UnaryOperator<Field<Object>> ofText,
            Function<SqlValue, Field<Object>> ofNumber) {
        return SqlValue.of(type, values.let(List.of(value), v -> {
            SqlValue one = v.getFirst();
            Kinds kinds = Kinds.otherwise(values.carriers.fault("InvalidArgumentValue", type));
            return values.byKind(
                    one,
                    (type.is(Kind.INTEGER)
                                    ? kinds.ofBoolean(sql("case when {0} then 1 else 0 end", truth(one)))
                                    : kinds)
                            .ofText(ofText.apply(values.textOf(one)))
                            .ofNumber(ofNumber.apply(values.numberOf(one)))
                            .ofMap(sql(
                                    "case when {0} is not null then {1} else {2} end",
                                    values.carriers.notFinite(values.json(one)),
                                    values.carriers.fault(
                                            type.is(Kind.INTEGER) ? "IntegerOverflow" : "NotANumber", type),
                                    values.carriers.fault("InvalidArgumentValue", type))));
        }));
    }

    private SqlValue toBoolean(SqlValue value) {
        if (value.type().is(Kind.BOOLEAN)) {
            return value;
        }
        return SqlValue.of(Type.BOOLEAN, values.let(List.of(value), v -> {
            SqlValue one = v.getFirst();
            return values.byKind(
                    one,
                    Kinds.otherwise(values.carriers.fault("InvalidArgumentValue", Type.BOOLEAN))
                            .ofText(sql(
                                    "case lower({0}) when 'true' then true when 'false' then false end",
                                    texts.trimmed("trim", values.textOf(one), sql("' '"))))
                            .ofBoolean(truth(one)));
        }));
    }
}

package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.Bind;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import java.util.List;
import java.util.Set;
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

    TextFunctions(Values values) {
        this.values = values;
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
            case "left" -> part("substr({0}, 1, {1})", arguments);
            case "right" -> part("substr({0}, max(length({0}) - {1}, 0) + 1)", arguments);
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
                                "case when length({0}) = length(cast({0} as blob)) then " + function
                                        + "({0}) when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.call(function, v.getFirst()).sql())));
    }

    private SqlValue trimmed(String function, SqlValue value) {
        return SqlValue.of(
                Type.STRING,
                sql(function + "({0}, {1})", values.string(value).sql(), Sql.bind(new Bind.Literal(WHITE_SPACE))));
    }

    private SqlValue substring(List<SqlValue> arguments) {
        SqlValue start = values.integer(arguments.get(1));
        SqlValue length = arguments.size() > 2
                ? values.integer(arguments.get(2))
                : SqlValue.simple(Type.INTEGER, sql("9223372036854775807"));
        return SqlValue.of(
                Type.STRING,
                values.let(
                        List.of(values.string(arguments.getFirst()), start, length),
                        v -> sql(
                                "case when {0} is null or {1} is null or {2} is null then null"
                                        + " when {1} < 0 or {2} < 0 then {3} else substr({0}, {1} + 1, {2}) end",
                                v.get(0).sql(),
                                v.get(1).sql(),
                                v.get(2).sql(),
                                values.profile.fault("NegativeIntegerArgument"))));
    }

    private SqlValue part(String template, List<SqlValue> arguments) {
        return SqlValue.of(
                Type.STRING,
                values.let(
                        List.of(values.string(arguments.get(0)), values.integer(arguments.get(1))),
                        v -> sql(
                                "case when {0} is null or {1} is null then null when {1} < 0 then {2} else {3} end",
                                v.get(0).sql(),
                                v.get(1).sql(),
                                values.profile.fault("NegativeIntegerArgument"),
                                sql(template, v.get(0).sql(), v.get(1).sql()))));
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
        return switch (value.type().kind()) {
            case STRING -> value;
            case INTEGER -> SqlValue.of(Type.STRING, sql("cast({0} as text)", value.sql()));
            case BOOLEAN ->
                SqlValue.of(Type.STRING, sql("case {0} when 1 then 'true' when 0 then 'false' end", value.sql()));
            case FLOAT, NUMBER ->
                SqlValue.of(
                        Type.STRING,
                        values.let(List.of(value), v -> number(v.getFirst().sql())));
            default ->
                SqlValue.of(
                        Type.STRING,
                        values.let(
                                List.of(value),
                                v -> sql(
                                        "case {0} when 'text' then {1} when 'true' then 'true' when 'false' then"
                                                + " 'false' when 'integer' then {2} when 'real' then {2}"
                                                + " else case when {0} is not null then {3} end end",
                                        values.typeOf(v.getFirst()),
                                        values.scalar(v.getFirst()),
                                        number(values.scalar(v.getFirst())),
                                        values.call("text", v.getFirst()).sql())));
        };
    }

    /** The shortest digits that read back as the same float; magnitudes written with an exponent by a function. */
    private Field<Object> number(Field<Object> number) {
        return sql(
                "case when typeof({0}) <> 'real' then cast({0} as text)"
                        + " when {0} <> 0 and (abs({0}) >= 1e7 or abs({0}) < 1e-3) then {1}"
                        + " when cast(printf('%!.15g', {0}) as real) = {0} then printf('%!.15g', {0})"
                        + " when cast(printf('%!.16g', {0}) as real) = {0} then printf('%!.16g', {0})"
                        + " else printf('%!.17g', {0}) end",
                number, values.call("text", SqlValue.simple(Type.FLOAT, number)).sql());
    }

    private SqlValue toInteger(SqlValue value) {
        return SqlValue.of(
                Type.INTEGER,
                converted(
                        value,
                        this::integerOfText,
                        v -> sql(
                                "case when typeof({0}) = 'integer' then {0} when abs({0}) < 9e18 then cast({0} as integer)"
                                        + " when {0} is not null then {1} end",
                                v, values.profile.fault("IntegerOverflow"))));
    }

    private SqlValue toFloat(SqlValue value) {
        return SqlValue.of(Type.FLOAT, converted(value, this::floatOfText, v -> sql("cast({0} as real)", v)));
    }

    private Field<Object> integerOfText(Field<Object> text) {
        return numberOfText(
                "to_integer",
                text,
                "case when abs(cast({0} as real)) < 9e15 then cast(cast({0} as real) as integer)"
                        + " when json_type({0}) = 'integer' and length({0}) < 19 then cast({0} as integer) else {1} end");
    }

    private Field<Object> floatOfText(Field<Object> text) {
        return numberOfText("float_of_text", text, "cast({0} as real)");
    }

    /** Text that looks like a JSON number is one; text without digits is none; anything between is read by a function. */
    private Field<Object> numberOfText(String function, Field<Object> text, String conversion) {
        return values.let(
                List.of(SqlValue.of(Type.STRING, sql("trim({0})", text))),
                v -> sql(
                        "case when {0} is null or {0} not glob '*[0-9]*' and lower({0}) not in ('nan', 'infinity',"
                                + " '-infinity', '+infinity') then null"
                                + " when {0} glob '*[^-0-9.eE+]*' then case when {0} glob '*[xX_]*' or {0} glob"
                                + " '*[0-9][dDfF]' or {0} not glob '*[0-9]*' then {1} end"
                                + " when json_valid({0}) then " + conversion + " else {1} end",
                        v.getFirst().sql(),
                        values.call(function, v.getFirst()).sql()));
    }

    private Field<Object> converted(
            SqlValue value,
            java.util.function.UnaryOperator<Field<Object>> ofText,
            java.util.function.UnaryOperator<Field<Object>> ofNumber) {
        return switch (value.type().kind()) {
            case STRING ->
                values.let(List.of(value), v -> ofText.apply(v.getFirst().sql()));
            case INTEGER, FLOAT, NUMBER ->
                values.let(List.of(value), v -> ofNumber.apply(v.getFirst().sql()));
            default ->
                values.let(
                        List.of(value),
                        v -> sql(
                                "case {0} when 'text' then {1} when 'integer' then {2} when 'real' then {2}"
                                        + " else case when {0} is not null then {3} end end",
                                values.typeOf(v.getFirst()),
                                ofText.apply(values.scalar(v.getFirst())),
                                ofNumber.apply(values.scalar(v.getFirst())),
                                values.profile.fault("InvalidArgumentValue")));
        };
    }

    private SqlValue toBoolean(SqlValue value) {
        if (value.type().is(Kind.BOOLEAN)) {
            return value;
        }
        return SqlValue.of(
                Type.BOOLEAN,
                values.let(
                        List.of(value),
                        v -> sql(
                                "case when {0} is null then null when {0} in ('true', 'false') then {0} = 'true'"
                                        + " when {0} = 'text' then case lower(trim({1})) when 'true' then 1"
                                        + " when 'false' then 0 end else {2} end",
                                values.typeOf(v.getFirst()),
                                values.scalar(v.getFirst()),
                                values.profile.fault("InvalidArgumentValue"))));
    }
}

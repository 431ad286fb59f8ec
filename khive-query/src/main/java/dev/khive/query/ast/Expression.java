package dev.khive.query.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anything that has a value. */
public sealed interface Expression extends AstNode {
    /** A constant: null, Boolean, Long, Double or String. */
    record Literal(Position position, @Nullable Object value) implements Expression {}

    /** {@code $name}. */
    record Parameter(Position position, String name) implements Expression {}

    /** A variable. */
    record Variable(Position position, String name) implements Expression {}

    /** {@code operand.key}. */
    record Property(Position position, Expression operand, String key) implements Expression {}

    /** {@code operand[index]}. */
    record Index(Position position, Expression operand, Expression index) implements Expression {}

    /** {@code operand[from..to]}. */
    record Slice(
            Position position,
            Expression operand,
            @Nullable Expression from,
            @Nullable Expression to) implements Expression {}

    /** {@code operand:Label}. */
    record LabelTest(Position position, Expression operand, LabelExpression labels, boolean negated)
            implements Expression {}

    /** An operator with one operand. */
    record Unary(Position position, UnaryOperator operator, Expression operand) implements Expression {}

    /** An operator with two operands. */
    record Binary(Position position, BinaryOperator operator, Expression left, Expression right)
            implements Expression {}

    /** AND, OR or XOR of two or more operands. */
    record Logical(Position position, LogicalOperator operator, List<Expression> operands) implements Expression {
        /** Copies what it is given. */
        public Logical {
            operands = List.copyOf(operands);
        }
    }

    /** A chain of comparisons: one more operand than operators, each pair must hold. */
    record Comparison(Position position, List<Expression> operands, List<ComparisonOperator> operators)
            implements Expression {
        /** Copies what it is given. */
        public Comparison {
            operands = List.copyOf(operands);
            operators = List.copyOf(operators);
        }

        /** Whether it is one comparison, by this operator. */
        public boolean isOnly(ComparisonOperator operator) {
            return operators.equals(List.of(operator));
        }
    }

    /** A call; names are in lower case, {@code count(*)} is {@link CountStar}. */
    record FunctionCall(Position position, String name, boolean distinct, List<Expression> arguments)
            implements Expression {
        /** Copies what it is given. */
        public FunctionCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code count(*)}. */
    record CountStar(Position position) implements Expression {}

    /** CASE. */
    record Case(
            Position position,
            @Nullable Expression operand,
            List<Branch> branches,
            @Nullable Expression otherwise) implements Expression {
        /** Copies what it is given. */
        public Case {
            branches = List.copyOf(branches);
        }
    }

    /** WHEN condition THEN result. */
    record Branch(Expression condition, Expression result) {}

    /** {@code [a, b]}. */
    record ListLiteral(Position position, List<Expression> elements) implements Expression {
        /** Copies what it is given. */
        public ListLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** {@code {key: value}}. */
    record MapLiteral(Position position, List<Entry> entries) implements Expression {
        /** Copies what it is given. */
        public MapLiteral {
            entries = List.copyOf(entries);
        }
    }

    /** A key with its value. */
    record Entry(String key, Expression value) {}

    /** {@code [variable IN list WHERE condition | result]}. */
    record ListComprehension(
            Position position,
            String variable,
            Expression list,
            @Nullable Expression where,
            @Nullable Expression result)
            implements Expression {}

    /** {@code [(a)-->(b) WHERE condition | result]}. */
    record PatternComprehension(
            Position position, Pattern.Path path, @Nullable Expression where, Expression result)
            implements Expression {}

    /** {@code all(variable IN list WHERE condition)} and its kin. */
    record Quantifier(Position position, QuantifierKind kind, String variable, Expression list, Expression where)
            implements Expression {}

    /** {@code reduce(accumulator = initial, variable IN list | step)}. */
    record Reduce(
            Position position,
            String accumulator,
            Expression initial,
            String variable,
            Expression list,
            Expression step)
            implements Expression {}

    /** A pattern as a condition. */
    record PatternPredicate(Position position, Pattern.Path path) implements Expression {}

    /** EXISTS, COUNT or COLLECT with a query in braces. */
    record Subquery(Position position, SubqueryKind kind, Query query) implements Expression {}

    /** Operators with one operand. */
    enum UnaryOperator {
        /** NOT. */
        NOT,
        /** {@code +}. */
        PLUS,
        /** {@code -}. */
        MINUS,
        /** IS NULL. */
        IS_NULL,
        /** IS NOT NULL. */
        IS_NOT_NULL
    }

    /** Operators with two operands. */
    enum BinaryOperator {
        /** {@code +}. */
        ADD,
        /** {@code -}. */
        SUBTRACT,
        /** {@code *}. */
        MULTIPLY,
        /** {@code /}. */
        DIVIDE,
        /** {@code %}. */
        MODULO,
        /** {@code ^}. */
        POWER,
        /** {@code ||}. */
        CONCATENATE,
        /** STARTS WITH. */
        STARTS_WITH,
        /** ENDS WITH. */
        ENDS_WITH,
        /** CONTAINS. */
        CONTAINS,
        /** {@code =~}. */
        MATCHES,
        /** IN. */
        IN
    }

    /** Operators of three-valued logic. */
    enum LogicalOperator {
        /** AND. */
        AND,
        /** OR. */
        OR,
        /** XOR. */
        XOR
    }

    /** Comparison. */
    enum ComparisonOperator {
        /** {@code =}. */
        EQUAL,
        /** {@code <>}. */
        NOT_EQUAL,
        /** {@code <}. */
        LESS,
        /** {@code <=}. */
        LESS_OR_EQUAL,
        /** {@code >}. */
        GREATER,
        /** {@code >=}. */
        GREATER_OR_EQUAL
    }

    /** Quantifiers over a list. */
    enum QuantifierKind {
        /** Every element. */
        ALL,
        /** At least one. */
        ANY,
        /** Not one. */
        NONE,
        /** Exactly one. */
        SINGLE
    }

    /** What is asked of a query in braces. */
    enum SubqueryKind {
        /** Whether it has a row. */
        EXISTS,
        /** How many rows. */
        COUNT,
        /** Its only column as a list. */
        COLLECT
    }
}

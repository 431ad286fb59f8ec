package dev.khive.query.analysis;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a value before the query runs, beside null.
 *
 * @param kind its kind
 * @param element of a list, what its elements are
 */
public record Type(Kind kind, @Nullable Type element) {
    /** Kinds of values. */
    public enum Kind {
        /** Unknown. */
        ANY,
        /** Certainly null. */
        NULL,
        /** True or false. */
        BOOLEAN,
        /** 64-bit integer. */
        INTEGER,
        /** 64-bit float. */
        FLOAT,
        /** An integer or a float. */
        NUMBER,
        /** Text. */
        STRING,
        /** List. */
        LIST,
        /** Map. */
        MAP,
        /** Node. */
        NODE,
        /** Edge. */
        EDGE,
        /** Path. */
        PATH
    }

    /** Unknown. */
    public static final Type ANY = new Type(Kind.ANY, null);
    /** Certainly null. */
    public static final Type NULL = new Type(Kind.NULL, null);
    /** True or false. */
    public static final Type BOOLEAN = new Type(Kind.BOOLEAN, null);
    /** 64-bit integer. */
    public static final Type INTEGER = new Type(Kind.INTEGER, null);
    /** 64-bit float. */
    public static final Type FLOAT = new Type(Kind.FLOAT, null);
    /** An integer or a float. */
    public static final Type NUMBER = new Type(Kind.NUMBER, null);
    /** Text. */
    public static final Type STRING = new Type(Kind.STRING, null);
    /** Map. */
    public static final Type MAP = new Type(Kind.MAP, null);
    /** Node. */
    public static final Type NODE = new Type(Kind.NODE, null);
    /** Edge. */
    public static final Type EDGE = new Type(Kind.EDGE, null);
    /** Path. */
    public static final Type PATH = new Type(Kind.PATH, null);
    /** A list of anything. */
    public static final Type LIST = list(ANY);

    /** A list of elements of a type. */
    public static Type list(Type element) {
        return new Type(Kind.LIST, element);
    }

    /** Of a list, the type of its elements; else unknown. */
    public Type elementType() {
        return element == null ? ANY : element;
    }

    /** Whether the kind is one of these. */
    public boolean is(Kind... kinds) {
        for (Kind candidate : kinds) {
            if (kind == candidate) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value of this type can be null or one of these kinds. */
    public boolean canBe(Kind... kinds) {
        if (kind == Kind.ANY || kind == Kind.NULL || is(kinds)) {
            return true;
        }
        for (Kind candidate : kinds) {
            boolean number = candidate == Kind.INTEGER || candidate == Kind.FLOAT;
            boolean wanted = kind == Kind.INTEGER || kind == Kind.FLOAT;
            if ((kind == Kind.NUMBER && number) || (candidate == Kind.NUMBER && wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether values are numbers for certain. */
    public boolean isNumeric() {
        return is(Kind.INTEGER, Kind.FLOAT, Kind.NUMBER);
    }

    /** Nodes, edges, paths and lists of them: values that stand for rows. */
    public boolean isGraph() {
        return is(Kind.NODE, Kind.EDGE, Kind.PATH)
                || (is(Kind.LIST) && elementType().isGraph());
    }

    /** The narrowest type that holds the values of both. */
    public Type join(Type other) {
        if (equals(other) || other.kind == Kind.NULL) {
            return this;
        }
        if (kind == Kind.NULL) {
            return other;
        }
        if (isNumeric() && other.isNumeric()) {
            return NUMBER;
        }
        if (is(Kind.LIST) && other.is(Kind.LIST)) {
            return list(elementType().join(other.elementType()));
        }
        return ANY;
    }

    /** How messages call it. */
    @Override
    public String toString() {
        return kind == Kind.LIST && element != null && element.kind != Kind.ANY ? "LIST<" + element + ">" : kind.name();
    }
}

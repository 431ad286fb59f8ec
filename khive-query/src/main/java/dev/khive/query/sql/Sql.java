package dev.khive.query.sql;

import dev.khive.query.Bind;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Pieces of SQL made by templates; every value is bound, every name quoted by the library. */
final class Sql {
    /** Under this key the rendering context keeps the list of binds. */
    static final String BINDS = "khive.binds";

    private static final int LONGEST_CHAIN = 50;

    private Sql() {}

    static Field<Object> sql(String template, QueryPart... parts) {
        return DSL.field(template, Object.class, parts);
    }

    static Condition condition(Field<Object> field) {
        return DSL.condition("{0}", field);
    }

    static Condition condition(String template, QueryPart... parts) {
        return DSL.condition(template, parts);
    }

    static Field<Object> column(String table, String column) {
        return DSL.field(DSL.name(table, column), Object.class);
    }

    static Table<?> table(String name, String alias) {
        return DSL.table(DSL.name(name)).as(DSL.name(alias));
    }

    static Field<Object> text(String value) {
        return sql("{0}", DSL.inline(value));
    }

    static Field<Object> number(long value) {
        return sql(Long.toString(value));
    }

    static Field<Object> bind(Bind bind) {
        return new BoundField(bind);
    }

    /** Parts with a separator between them. */
    static Field<Object> joined(String separator, List<Field<Object>> parts) {
        StringBuilder template = new StringBuilder();
        for (int index = 0; index < parts.size(); index++) {
            template.append(index == 0 ? "" : separator)
                    .append('{')
                    .append(index)
                    .append('}');
        }
        return sql(template.toString(), parts.toArray(QueryPart[]::new));
    }

    static Field<Object> and(List<Field<Object>> parts) {
        return chain("and", parts);
    }

    static Field<Object> or(List<Field<Object>> parts) {
        return chain("or", parts);
    }

    static Field<Object> concatenated(List<Field<Object>> parts) {
        return chain("||", parts);
    }

    /** One operator between many operands; long chains become trees, for databases bound how deep an expression is. */
    private static Field<Object> chain(String operator, List<Field<Object>> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        if (parts.size() <= LONGEST_CHAIN) {
            return sql("({0})", joined(" " + operator + " ", parts));
        }
        int half = parts.size() / 2;
        return sql(
                "({0} " + operator + " {1})",
                chain(operator, parts.subList(0, half)),
                chain(operator, parts.subList(half, parts.size())));
    }

    /** A question mark whose value is written down where it is rendered. */
    private static final class BoundField extends CustomField<Object> {
        private static final long serialVersionUID = 1L;
        private final transient Bind bind;

        BoundField(Bind bind) {
            super(DSL.name("bind"), SQLDataType.OTHER);
            this.bind = bind;
        }

        @Override
        public void accept(Context<?> context) {
            Object binds = context.configuration().data(BINDS);
            if (binds instanceof BindList list) {
                list.add(bind);
            }
            context.sql("?");
        }
    }

    /** The binds of a statement in their order. */
    static final class BindList {
        private final List<Bind> binds = new ArrayList<>();

        void add(Bind bind) {
            binds.add(bind);
        }

        List<Bind> toList() {
            return List.copyOf(binds);
        }
    }
}

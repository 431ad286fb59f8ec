package dev.khive.query.sql;

import dev.khive.query.analysis.Type;
import java.util.List;
import org.jooq.Field;

/** The keys of the edges of a trail, of the nodes of a search, and of paths, in a dialect's SQL. */
public interface TrailSql {
    /** No edges. */
    Field<Object> noEdges();

    /** Whether an edge is among those of a trail. */
    Field<Object> holds(Field<Object> edges, Field<Object> edge);

    /** The edges with one more in the end. */
    Field<Object> append(Field<Object> edges, Field<Object> edge);

    /** The edges with one more in the beginning. */
    Field<Object> prepend(Field<Object> edge, Field<Object> edges);

    /** The edges as a list. */
    Field<Object> list(Field<Object> edges);

    /** How steps, which are edges and nodes in turn, are carried beside others. */
    Type stepsType();

    /** No steps. */
    Field<Object> noSteps();

    /** The steps with one more in the end. */
    Field<Object> appendStep(Field<Object> steps, Field<Object> edge, Field<Object> node);

    /** The steps with one more in the beginning. */
    Field<Object> prependStep(Field<Object> edge, Field<Object> node, Field<Object> steps);

    /** The steps of a list of keys. */
    Field<Object> steps(Field<Object> list);

    /** A path; null where any of it is null. */
    Field<Object> path(Field<Object> first, List<Field<Object>> steps);

    /** One step of an edge and a node. */
    Field<Object> step(Field<Object> edge, Field<Object> node);

    /** The set of one node. */
    Field<Object> set(Field<Object> node);

    /** The set without nodes. */
    Field<Object> emptySet();

    /** Whether a set has no node. */
    Field<Object> isEmpty(Field<Object> set);

    /** The nodes of two sets that have none in common. */
    Field<Object> union(Field<Object> left, Field<Object> right);

    /** A table of the nodes of a set, its column called {@code value}. */
    Field<Object> nodes(Field<Object> set, String alias);

    /** The set of a column of nodes. */
    Field<Object> aggregateSet(Field<Object> node);

    /** The list of a column of steps that becomes a list itself. */
    Field<Object> aggregateSteps(Field<Object> steps);
}

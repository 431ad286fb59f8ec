package dev.khive.db.sql.search;

import dev.khive.api.store.TextDocument;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.store.NodeListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what can be searched in step with the nodes, in the commit of their change: the text of the record itself is
 * written anew, texts of nodes that are hidden leave the index and come back with them, and all that belongs to a node goes with it.
 */
final class NodeFollower implements NodeListener {
    private final TextIndex index;
    private final TextRows rows;

    NodeFollower(TextIndex index) {
        this.index = index;
        this.rows = new TextRows(index);
    }

    @Override
    public void written(WriteUnit unit, List<WrittenNode> nodes) {
        Map<TextRows.Key, StoredText> known = TextRows.known(
                unit,
                nodes.stream()
                        .filter(node -> !node.fresh())
                        .mapToLong(WrittenNode::nodeId)
                        .toArray());
        List<TextRows.Written> changed = new ArrayList<>();
        List<StoredText> obsolete = new ArrayList<>();
        Set<TextRows.Key> touched = new HashSet<>();
        for (WrittenNode node : nodes) {
            TextRows.Draft draft = recordText(node);
            StoredText before = known.get(draft.key());
            boolean empty = draft.title().isEmpty() && draft.body().isEmpty();
            if (empty && before != null) {
                obsolete.add(before);
                touched.add(draft.key());
            } else if (!empty && (before == null || !before.says(draft.title(), draft.body()))) {
                changed.add(new TextRows.Written(draft, before, unit.ack().version()));
                touched.add(draft.key());
            }
        }
        rows.delete(unit, obsolete);
        rows.write(unit, changed);
        known.keySet().removeAll(touched);
        // A node that was softly deleted before this write left the index, and is back now.
        putBack(unit, List.copyOf(known.values()));
    }

    @Override
    public void hidden(WriteUnit unit, long[] nodeIds) {
        index.remove(
                unit.session(),
                unit.scopeId(),
                TextRows.known(unit, nodeIds).values().stream()
                        .mapToLong(StoredText::docId)
                        .toArray());
    }

    @Override
    public void restored(WriteUnit unit, List<WrittenNode> nodes) {
        putBack(
                unit,
                List.copyOf(TextRows.known(
                                unit,
                                nodes.stream().mapToLong(WrittenNode::nodeId).toArray())
                        .values()));
    }

    @Override
    public void erased(WriteUnit unit, long[] nodeIds) {
        rows.delete(unit, List.copyOf(TextRows.known(unit, nodeIds).values()));
        VectorRows.erase(unit, nodeIds);
        SparseRows.erase(unit, nodeIds);
    }

    private void putBack(WriteUnit unit, List<StoredText> texts) {
        index.add(unit.session(), unit.scopeId(), index.missing(unit.session(), unit.scopeId(), texts), false);
    }

    private static TextRows.Draft recordText(WrittenNode node) {
        String title = node.note() ? "" : text(node, "name");
        String body = text(node, node.note() ? "content" : "description");
        return new TextRows.Draft(node.nodeId(), node.id(), TextDocument.RECORD_FIELD, title, body);
    }

    private static String text(WrittenNode node, String key) {
        return node.properties().get(key) instanceof String text ? text : "";
    }
}

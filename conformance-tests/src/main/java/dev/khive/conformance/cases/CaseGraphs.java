package dev.khive.conformance.cases;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The graphs of cases, each in a namespace of its own; cases that ask the same graph share it, since none of them writes. */
final class CaseGraphs {
    private final Backend backend;
    private final String tenant = "cases-" + RecordIds.next();
    private final Map<Map<String, ?>, Storage> loaded = new HashMap<>();

    CaseGraphs(Backend backend) {
        this.backend = backend;
    }

    /** The stores that hold a graph and nothing else. */
    Storage holding(Map<String, ?> graph) {
        Storage known = loaded.get(graph);
        if (known != null) {
            return known;
        }
        Storage storage = backend.in(Scope.of(tenant, "graph-" + loaded.size()));
        load(storage, graph);
        loaded.put(graph, storage);
        return storage;
    }

    /** The stores of a namespace beside the graphs. */
    Storage beside() {
        return backend.in(Scope.of(tenant, "beside"));
    }

    @SuppressWarnings("unchecked")
    private void load(Storage storage, Map<String, ?> graph) {
        Map<Object, UUID> ids = new HashMap<>();
        List<EntityDraft> nodes = new ArrayList<>();
        for (Map<String, ?> node : (List<Map<String, ?>>) CaseValues.part(graph, "nodes")) {
            UUID id = RecordIds.next();
            ids.put(CaseValues.part(node, "id"), id);
            List<String> labels = (List<String>) CaseValues.part(node, "labels");
            nodes.add(new EntityDraft(id, labels, properties(node)));
        }
        List<EdgeDraft> edges = new ArrayList<>();
        for (Map<String, ?> edge : (List<Map<String, ?>>) CaseValues.part(graph, "edges")) {
            UUID source = end(ids, edge, "src");
            UUID target = end(ids, edge, "dst");
            edges.add(EdgeDraft.of(source, (String) CaseValues.part(edge, "type"), target)
                    .withProperties(properties(edge)));
        }
        store(storage, nodes, edges);
    }

    /** Stores nodes, then edges, in as few batches as the bound allows. */
    void store(Storage storage, List<EntityDraft> nodes, List<EdgeDraft> edges) {
        int batch = backend.bounds().batch();
        for (int from = 0; from < nodes.size(); from += batch) {
            storage.entities().upsertAll(nodes.subList(from, Math.min(nodes.size(), from + batch)), BatchMode.ATOMIC);
        }
        for (int from = 0; from < edges.size(); from += batch) {
            storage.graph().upsertAll(edges.subList(from, Math.min(edges.size(), from + batch)), BatchMode.ATOMIC);
        }
    }

    private static UUID end(Map<Object, UUID> ids, Map<String, ?> edge, String key) {
        UUID id = ids.get(CaseValues.part(edge, key));
        if (id == null) {
            throw new IllegalArgumentException("An edge names the node " + edge.get(key) + ", which the graph lacks.");
        }
        return id;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> properties(Map<String, ?> part) {
        return CaseValues.values((Map<String, ?>) CaseValues.part(part, "props"));
    }
}

package dev.khive.cli.demo;

import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.cli.load.ImportIds;
import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The image as a graph: modules that require one another, packages that they contain, export and open, and types that
 * extend, implement and reference each other. A name that no module of the image has, of a class of another module that
 * was not read, has no node and gets no edge.
 */
final class JdkGraph {
    private final JdkImage image;
    private final Map<String, UUID> types = new HashMap<>();
    private final Map<String, String> packages = new TreeMap<>();
    private final Set<String> modules = new HashSet<>();

    JdkGraph(JdkImage image) {
        this.image = image;
        for (ModuleDescriptor module : image.modules()) {
            modules.add(module.name());
            module.packages().forEach(name -> packages.put(name, module.name()));
        }
        for (JdkClass type : image.classes()) {
            types.put(type.name(), RecordIds.ofName("type:" + type.qualifiedName()));
            packages.putIfAbsent(type.packageName(), type.module());
        }
    }

    private static UUID module(String name) {
        return RecordIds.ofName("module:" + name);
    }

    private static UUID packageId(String name) {
        return RecordIds.ofName("package:" + name);
    }

    /** Every node. */
    List<EntityDraft> nodes() {
        List<EntityDraft> nodes = new ArrayList<>(image.classes().size() + packages.size() + modules.size());
        Map<String, Set<String>> exported = new HashMap<>();
        for (ModuleDescriptor module : image.modules()) {
            nodes.add(node(module));
            exported.put(module.name(), unqualifiedExports(module));
        }
        packages.forEach((name, module) -> nodes.add(packageNode(
                name, module, exported.getOrDefault(module, Set.of()).contains(name))));
        for (JdkClass type : image.classes()) {
            nodes.add(node(type));
        }
        return nodes;
    }

    private static Set<String> unqualifiedExports(ModuleDescriptor module) {
        Set<String> names = new HashSet<>();
        for (ModuleDescriptor.Exports exports : module.exports()) {
            if (!exports.isQualified()) {
                names.add(exports.source());
            }
        }
        return names;
    }

    private static EntityDraft node(ModuleDescriptor module) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", module.name());
        properties.put(
                "description",
                "Module " + words(module.name()) + ", with " + module.packages().size() + " packages.");
        properties.put("open", module.isOpen());
        properties.put("packages", (long) module.packages().size());
        return new EntityDraft(module(module.name()), List.of("Module"), properties);
    }

    private static EntityDraft packageNode(String name, String module, boolean exported) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", name);
        properties.put("description", "Package " + words(name) + " of the module " + module + ".");
        properties.put("module", module);
        properties.put("exported", exported);
        return new EntityDraft(packageId(name), List.of("Package"), properties);
    }

    private EntityDraft node(JdkClass type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", type.qualifiedName());
        properties.put("simple_name", type.simpleName());
        properties.put("description", description(type));
        properties.put("module", type.module());
        properties.put("package", type.packageName());
        properties.put("modifiers", type.modifiers());
        if (type.anonymous()) {
            properties.put("anonymous", true);
        }
        return new EntityDraft(id(type), List.of(type.kind(), "Type"), properties);
    }

    private static String description(JdkClass type) {
        String kind = (String.join(" ", type.modifiers()) + " " + type.kind().toLowerCase(Locale.ROOT)).strip();
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " " + words(type.simpleName()) + " in "
                + type.packageName() + ".";
    }

    /** A name as words, which a search for words can find: {@code HttpClient} is "Http Client". */
    static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[._$]+", " ")
                .strip();
    }

    private UUID id(JdkClass type) {
        UUID id = types.get(type.name());
        return id == null ? RecordIds.ofName("type:" + type.qualifiedName()) : id;
    }

    /** Every edge, in the order of the nodes. */
    void edges(Consumer<EdgeDraft> sink) {
        for (ModuleDescriptor module : image.modules()) {
            edges(module, sink);
        }
        packages.forEach((name, module) -> sink.accept(edge(module(module), "CONTAINS", packageId(name), Map.of())));
        for (JdkClass type : image.classes()) {
            edges(type, sink);
        }
    }

    private void edges(ModuleDescriptor module, Consumer<EdgeDraft> sink) {
        for (ModuleDescriptor.Requires requires : new TreeSet<>(module.requires())) {
            if (modules.contains(requires.name())) {
                Map<String, Object> properties = Map.of(
                        "transitive", requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE),
                        "static", requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC));
                sink.accept(edge(module(module.name()), "REQUIRES", module(requires.name()), properties));
            }
        }
        for (ModuleDescriptor.Exports exports : new TreeSet<>(module.exports())) {
            sink.accept(edge(module(module.name()), "EXPORTS", packageId(exports.source()), to(exports.targets())));
        }
        for (ModuleDescriptor.Opens opens : new TreeSet<>(module.opens())) {
            sink.accept(edge(module(module.name()), "OPENS", packageId(opens.source()), to(opens.targets())));
        }
    }

    private static Map<String, Object> to(Set<String> targets) {
        return targets.isEmpty() ? Map.of() : Map.of("to", List.copyOf(new TreeSet<>(targets)));
    }

    private void edges(JdkClass type, Consumer<EdgeDraft> sink) {
        UUID id = id(type);
        sink.accept(edge(packageId(type.packageName()), "CONTAINS", id, Map.of()));
        if (!type.isInterface()) {
            link(id, "EXTENDS", type.superclass(), sink);
        }
        for (String name : type.interfaces()) {
            link(id, type.isInterface() ? "EXTENDS" : "IMPLEMENTS", name, sink);
        }
        for (String name : type.references()) {
            link(id, "REFERENCES", name, sink);
        }
    }

    private void link(UUID source, String relation, @Nullable String name, Consumer<EdgeDraft> sink) {
        UUID target = name == null ? null : types.get(name);
        if (target != null) {
            sink.accept(edge(source, relation, target, Map.of()));
        }
    }

    private static EdgeDraft edge(UUID source, String relation, UUID target, Map<String, Object> properties) {
        return new EdgeDraft(
                ImportIds.ofEdge(source, relation, target, 0), source, relation, target, 1, null, null, properties);
    }
}

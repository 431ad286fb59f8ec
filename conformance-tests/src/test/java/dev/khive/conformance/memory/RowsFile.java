package dev.khive.conformance.memory;

import dev.khive.api.Scope;
import dev.khive.api.store.RecordIds;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a scope in a file, which another takes the place of whole. */
record RowsFile(Path path) {
    private static final int BUFFER = 1 << 16;
    private static final String ENDING = ".rows";

    /** The file of a scope in a folder. */
    static RowsFile of(Path folder, Scope scope) {
        return new RowsFile(folder.resolve(RecordIds.ofName(scope.toString()) + ENDING));
    }

    /** Those of a folder. */
    static List<RowsFile> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .map(RowsFile::new)
                    .toList();
        }
    }

    /** Which of its states it is in. */
    List<Object> state() throws IOException {
        return List.copyOf(
                Files.readAttributes(path, "fileKey,lastModifiedTime,size").values());
    }

    void write(Scope scope, ScopeRows rows) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(next), BUFFER);
                Packing out = new Packing(file)) {
            out.writeObject(scope);
            out.writeObject(rows);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }

    @SuppressWarnings("BanSerializableRead") // The file is this test's own.
    Map.Entry<Scope, ScopeRows> read() throws IOException {
        try (ObjectInputStream in =
                new ObjectInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            return Map.entry((Scope) in.readObject(), (ScopeRows) in.readObject());
        } catch (ClassNotFoundException missing) {
            throw new IOException(missing);
        }
    }

    /** Writes records and rows, which Java does not, by what they are made of. */
    private static final class Packing extends ObjectOutputStream {
        Packing(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) throws IOException {
            return switch (object) {
                case ScopeRows rows -> new PackedRows(new ArrayList<>(tablesOf(rows)));
                case Packed packed -> packed;
                case PackedRows packed -> packed;
                case Record plain -> Packed.of(plain);
                default -> object;
            };
        }
    }

    private static List<Object> tablesOf(ScopeRows rows) {
        return List.of(
                rows.nodes,
                rows.edges,
                rows.events,
                rows.eventsByKey,
                rows.vectorFields,
                rows.vectors,
                rows.sparseModels,
                rows.sparse,
                rows.texts);
    }

    private record PackedRows(ArrayList<Object> parts) implements Serializable {
        @Serial
        @SuppressWarnings("unchecked")
        private Object readResolve() {
            ScopeRows rows = new ScopeRows();
            List<Object> targets = tablesOf(rows);
            for (int part = 0; part < targets.size(); part++) {
                switch (targets.get(part)) {
                    case Map<?, ?> map -> ((Map<Object, Object>) map).putAll((Map<Object, Object>) parts.get(part));
                    case List<?> list -> ((List<Object>) list).addAll((List<Object>) parts.get(part));
                    default -> throw new IllegalStateException("Rows are in maps and lists.");
                }
            }
            return rows;
        }
    }

    private record Packed(Class<?> type, ArrayList<@Nullable Object> components) implements Serializable {
        static Packed of(Record plain) throws IOException {
            RecordComponent[] declared = plain.getClass().getRecordComponents();
            ArrayList<@Nullable Object> components = new ArrayList<>();
            try {
                for (RecordComponent component : declared) {
                    component.getAccessor().setAccessible(true);
                    components.add(component.getAccessor().invoke(plain));
                }
            } catch (ReflectiveOperationException hidden) {
                throw new IOException(hidden);
            }
            return new Packed(plain.getClass(), components);
        }

        @Serial
        private Object readResolve() throws java.io.ObjectStreamException {
            try {
                Constructor<?> canonical = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
                canonical.setAccessible(true);
                return canonical.newInstance(components.toArray());
            } catch (ReflectiveOperationException hidden) {
                throw new java.io.InvalidObjectException(type + " cannot be made again", hidden);
            }
        }
    }
}

package dev.khive.cli.demo;

import dev.khive.api.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The modules and classes of the running JDK, read from its own image.
 *
 * @param modules by name
 * @param classes by module and name
 */
record JdkImage(List<ModuleDescriptor> modules, List<JdkClass> classes) {
    private static final int REPORT_EVERY = 512;

    /** Reads the modules that are wanted. */
    static JdkImage read(Predicate<String> wanted, Progress progress) throws IOException {
        List<ModuleDescriptor> modules = ModuleFinder.ofSystem().findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> wanted.test(module.name()))
                .sorted(Comparator.comparing(ModuleDescriptor::name))
                .toList();
        FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
        List<Path> files = new ArrayList<>();
        for (ModuleDescriptor module : modules) {
            try (Stream<Path> tree = Files.walk(image.getPath("/modules", module.name()))) {
                tree.filter(JdkImage::isClass).forEach(files::add);
            }
        }
        AtomicLong done = new AtomicLong();
        List<JdkClass> classes = files.parallelStream()
                .map(file -> {
                    long number = done.incrementAndGet();
                    if (number % REPORT_EVERY == 0) {
                        progress.report("Reading classes", number, files.size());
                    }
                    return read(file);
                })
                .sorted(Comparator.comparing(JdkClass::module).thenComparing(JdkClass::name))
                .toList();
        return new JdkImage(modules, classes);
    }

    private static boolean isClass(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return name.endsWith(".class") && !name.equals("module-info.class");
    }

    private static JdkClass read(Path file) {
        try {
            return JdkClass.of(file.getName(1).toString(), Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

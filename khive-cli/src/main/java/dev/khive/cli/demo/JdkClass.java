package dev.khive.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says of itself. Names are those of the class file: {@code java/util/Map$Entry}.
 *
 * @param superclass null for {@code java/lang/Object}
 * @param references the other classes that its constant pool names
 */
record JdkClass(
        String module,
        String name,
        int access,
        @Nullable String superclass,
        List<String> interfaces,
        Set<String> references) {
    private static final int CONSTANT_CLASS = 7;

    static JdkClass of(String module, byte[] file) {
        ClassReader reader = new ClassReader(readable(file));
        String name = reader.getClassName();
        return new JdkClass(
                module,
                name,
                reader.getAccess(),
                reader.getSuperName(),
                List.of(reader.getInterfaces()),
                references(reader, name));
    }

    /**
     * The reader refuses the class files of a JDK that is newer than itself. Only the constant pool and the header are read
     * here, which keep their form, so an older version number does no harm.
     */
    private static byte[] readable(byte[] file) {
        int major = ((file[6] & 0xff) << 8) | (file[7] & 0xff);
        if (major > Opcodes.V21) {
            file[6] = 0;
            file[7] = (byte) Opcodes.V21;
        }
        return file;
    }

    private static Set<String> references(ClassReader reader, String self) {
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> names = new TreeSet<>();
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_CLASS) {
                String element = element(reader.readUTF8(offset, buffer));
                if (!element.isEmpty() && !element.equals(self)) {
                    names.add(element);
                }
            }
        }
        return names;
    }

    /** The class itself, or the one that an array is made of; empty for arrays of primitives. */
    private static String element(String name) {
        if (!name.startsWith("[")) {
            return name;
        }
        int start = name.lastIndexOf('[') + 1;
        return name.charAt(start) == 'L' ? name.substring(start + 1, name.length() - 1) : "";
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    boolean isInterface() {
        return is(Opcodes.ACC_INTERFACE);
    }

    String kind() {
        if (is(Opcodes.ACC_ANNOTATION)) {
            return "Annotation";
        }
        if (isInterface()) {
            return "Interface";
        }
        if (is(Opcodes.ACC_ENUM) || "java/lang/Enum".equals(superclass)) {
            return "Enum";
        }
        return "java/lang/Record".equals(superclass) ? "Record" : "Class";
    }

    List<String> modifiers() {
        List<String> modifiers = new ArrayList<>();
        if (is(Opcodes.ACC_PUBLIC)) {
            modifiers.add("public");
        }
        if (is(Opcodes.ACC_ABSTRACT) && !isInterface()) {
            modifiers.add("abstract");
        }
        if (is(Opcodes.ACC_FINAL)) {
            modifiers.add("final");
        }
        return modifiers;
    }

    String packageName() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
    }

    String qualifiedName() {
        return name.replace('/', '.');
    }

    /** Without package and enclosing classes; an anonymous class is known by its enclosing class and number. */
    String simpleName() {
        String local = name.substring(name.lastIndexOf('/') + 1);
        int dollar = local.lastIndexOf('$');
        String last = local.substring(dollar + 1);
        return dollar <= 0 || last.isEmpty() || anonymous() ? local : last;
    }

    boolean anonymous() {
        int dollar = name.lastIndexOf('$');
        return dollar > 0
                && dollar < name.length() - 1
                && name.substring(dollar + 1).chars().allMatch(Character::isDigit);
    }
}

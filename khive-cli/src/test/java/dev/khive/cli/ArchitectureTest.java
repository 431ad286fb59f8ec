package dev.khive.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The arrows between the modules, and what a package and a class owe their reader. */
class ArchitectureTest {

    /** A module: its folder, the root of its packages, and the roots of the modules that it may see. */
    record Module(String folder, String root, List<String> sees) {

        private static Module of(String folder, String root, String... sees) {
            return new Module(folder, root, List.of(sees));
        }

        private Path compiled() {
            return Path.of("..", folder, "target", "classes");
        }

        private DescribedPredicate<JavaClass> itself() {
            return resideInAPackage(root + "..");
        }

        private String[] unseen() {
            return MODULES.stream()
                    .map(Module::root)
                    .filter(other -> !other.equals(root) && !sees.contains(other))
                    .map(other -> other + "..")
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    private static final String API = "dev.khive.api";
    private static final String CONFIG = "dev.khive.config";
    private static final String QUERY = "dev.khive.query";
    private static final String VECTOR = "dev.khive.vector";
    private static final String SQL = "dev.khive.db.sql";
    private static final String SQLITE = "dev.khive.db.sqlite";
    private static final String POSTGRES = "dev.khive.db.postgres";
    private static final String R2DBC = "dev.khive.r2dbc.postgres";
    private static final String KIT = "dev.khive.conformance";

    private static final List<Module> MODULES = List.of(
            Module.of("khive-api", API),
            Module.of("khive-config", CONFIG, API),
            Module.of("khive-query", QUERY, API),
            Module.of("khive-vector", VECTOR, API),
            Module.of("khive-db-sql", SQL, API, QUERY, VECTOR),
            Module.of("khive-db-sqlite", SQLITE, API, QUERY, VECTOR, SQL),
            Module.of("khive-db-h2", "dev.khive.db.h2", API, SQL),
            Module.of("khive-db-postgres", POSTGRES, API, QUERY, VECTOR, SQL),
            Module.of("khive-r2dbc-postgres", R2DBC, API, QUERY, VECTOR, SQL, POSTGRES),
            Module.of("conformance-tests", KIT, API, QUERY),
            Module.of("khive-cli", "dev.khive.cli", API, QUERY, VECTOR, SQL, SQLITE, POSTGRES, KIT));

    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(MODULES.stream().map(Module::compiled).toList());

    @ParameterizedTest
    @FieldSource("MODULES")
    void moduleKeepsToItsOwnPackages(Module module) {
        classes().should().resideInAPackage(module.root() + "..").check(classesOf(module));
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void moduleSeesOnlyTheModulesBelowIt(Module module) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(module.unseen())
                .check(classesOf(module));
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void internalPackagesAreUsedByTheirOwnModuleAlone(Module module) {
        noClasses()
                .that(DescribedPredicate.not(module.itself()))
                .should()
                .dependOnClassesThat(module.itself().and(resideInAPackage("..internal..")))
                .check(ALL);
    }

    @Test
    void contractDependsOnTheJdkAndJSpecifyAlone() {
        classes()
                .that()
                .resideInAPackage(API + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(API + "..", "java..", "org.jspecify.annotations..")
                .check(ALL);
    }

    @Test
    void queryCompilerTouchesNoConnectionFileOrSocket() {
        noClasses()
                .that()
                .resideInAPackage(QUERY + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.net..", "java.nio.file..", "java.nio.channels..")
                .check(ALL);
    }

    @Test
    void vectorSearchKnowsNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage(VECTOR + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jooq..")
                .check(ALL);
    }

    @Test
    void everyPackageSaysWhatItIsForAndWhetherNullIsMarked() {
        assertThat(packagesWithClasses())
                .allSatisfy(candidate -> assertThat(candidate.tryGetPackageInfo())
                        .as("package-info of %s, marked @NullMarked or, for generated code, @NullUnmarked", candidate)
                        .hasValueSatisfying(info -> assertThat(info.isAnnotatedWith(NullMarked.class)
                                        || info.isAnnotatedWith(NullUnmarked.class))
                                .isTrue()));
    }

    @Test
    void noClassIsNamedForWhatAnyClassCouldBe() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|Data)")
                .check(ALL);
    }

    private static Stream<JavaPackage> packagesWithClasses() {
        return ALL.stream().map(JavaClass::getPackage).distinct();
    }

    private static JavaClasses classesOf(Module module) {
        return new ClassFileImporter().importPath(module.compiled());
    }
}

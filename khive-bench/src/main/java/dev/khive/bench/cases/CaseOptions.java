package dev.khive.bench.cases;

import dev.khive.api.error.InvalidInputException;
import dev.khive.conformance.cases.Operands;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the command was called with.
 *
 * @param cases the file of cases
 * @param backend {@code sqlite}, {@code postgres} or the address of a database
 * @param report the folder for the report, null for none
 * @param known the list of cases that are known to fail, null for none
 * @param only a part of the name of the cases to run, null for all
 * @param operands where constants stand
 */
record CaseOptions(
        Path cases,
        String backend,
        @Nullable Path report,
        @Nullable Path known,
        @Nullable String only,
        Operands operands) {
    static final String USAGE = """
            usage: dev/tck --cases FILE --backend sqlite|postgres|ADDRESS [options]
              --cases FILE      cases, one JSON object a line
              --backend NAME    sqlite: a file that is deleted afterwards; postgres: a schema that is dropped afterwards, on the
                                server of KHIVE_POSTGRES_URL or of dev/postgres start; or any address, sqlite:kb.db or memory:,
                                where a new tenant is filled and left
              --report DIR      write results.jsonl, report.md and failures.txt there
              --known FILE      names of cases that are known to fail, one a line, as failures.txt has them
              --only TEXT       run the cases alone whose name has this text
              --operands WHERE  where literals stand: written (as they are), parameters, parameters-of-unknown-type, or properties
            exit codes: 0 every case passed, or failed and is known to; 1 a case failed, or a known failure passed, or no case
            was run; 2 the call or a file is wrong; 3 the database failed""";

    static CaseOptions parse(List<String> arguments) {
        Path cases = null;
        String backend = null;
        Path report = null;
        Path known = null;
        String only = null;
        Operands operands = Operands.WRITTEN;
        for (int index = 0; index < arguments.size(); index += 2) {
            String option = arguments.get(index);
            if (index + 1 == arguments.size()) {
                throw new InvalidInputException("The option " + option + " needs a value, or is none.\n" + USAGE);
            }
            String value = arguments.get(index + 1);
            switch (option) {
                case "--cases" -> cases = Path.of(value);
                case "--backend" -> backend = value;
                case "--report" -> report = Path.of(value);
                case "--known" -> known = Path.of(value);
                case "--only" -> only = value;
                case "--operands" -> operands = operands(value);
                default -> throw new InvalidInputException("There is no option " + option + ".\n" + USAGE);
            }
        }
        if (cases == null || backend == null) {
            throw new InvalidInputException("Both --cases and --backend are needed.\n" + USAGE);
        }
        return new CaseOptions(cases, backend, report, known, only, operands);
    }

    private static Operands operands(String value) {
        for (Operands operands : Operands.values()) {
            if (word(operands).equals(value)) {
                return operands;
            }
        }
        throw new InvalidInputException("The option --operands takes "
                + Arrays.stream(Operands.values()).map(CaseOptions::word).collect(Collectors.joining(", ")) + "; was "
                + value + ".");
    }

    private static String word(Operands operands) {
        return operands.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a case of this name is to be run. */
    boolean wants(String id) {
        return only == null || id.contains(only);
    }
}

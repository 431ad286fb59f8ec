package dev.khive.conformance.rule;

import dev.khive.api.Capability;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules as a page of Markdown. */
public final class ContractDocument {
    private ContractDocument() {}

    /** The page of a rule book. */
    public static String markdown(RuleBook book) {
        StringBuilder page = new StringBuilder("""
                # The contract, rule by rule

                This page is made from the conformance kit; a test keeps it so. Each rule has a test of the same id, with one case or many. A rule is left out for a backend that does not declare a capability that it needs, and the backend is proven to refuse the call by the capability's name (CAPABILITY-004). Where "needs" has several parts, the rule is proved once for each of them. What [no test can show](#what-no-test-can-show) stands at the end.

                """);
        String subject = "";
        for (Promise promise : book.promises()) {
            if (!promise.subject().equals(subject)) {
                subject = promise.subject();
                page.append("## ").append(subject).append("\n\n| rule | promise | needs |\n| --- | --- | --- |\n");
            }
            page.append("| ")
                    .append(promise.id())
                    .append(" | ")
                    .append(promise.text())
                    .append(" | ")
                    .append(needs(promise))
                    .append(" |\n");
            if (isLast(book, promise)) {
                page.append('\n');
            }
        }
        return page.append(unprovable()).toString();
    }

    private static String unprovable() {
        StringBuilder part = new StringBuilder("""
                ## What no test can show

                These belong to the contract, and the kit cannot prove them for a backend that it does not know. Whoever writes a backend tests them where they can be caused.

                | rule | promise | why no test can show it |
                | --- | --- | --- |
                """);
        for (Unprovable promise : Unprovable.values()) {
            part.append("| ")
                    .append(promise.id())
                    .append(" | ")
                    .append(promise.text())
                    .append(" | ")
                    .append(promise.reason())
                    .append(" |\n");
        }
        return part.toString();
    }

    private static boolean isLast(RuleBook book, Promise promise) {
        return book.promises().stream()
                .filter(other -> other.subject().equals(promise.subject()))
                .reduce((first, second) -> second)
                .filter(promise::equals)
                .isPresent();
    }

    private static String needs(Promise promise) {
        return promise.proofs().stream()
                .map(proof -> Stream.concat(
                                proof.needs().stream().map(Capability::name),
                                proof.owners().stream().sorted().map(owner -> "ownership " + owner))
                        .collect(Collectors.joining(", ")))
                .distinct()
                .collect(Collectors.joining("; "));
    }
}

package dev.khive.conformance.memory;

import dev.khive.api.store.TextDocument;
import java.util.List;

/**
 * A text of a node as words.
 *
 * @param live whether the node is seen by reads; one that has expired is not, and still counts in the statistics until it is purged
 */
record IndexedText(TextDocument document, boolean live, List<String> title, List<String> body) {
    static IndexedText of(TextDocument document, boolean live) {
        return new IndexedText(document, live, Words.of(document.title()), Words.of(document.body()));
    }

    /** How many words it has. */
    int length() {
        return title.size() + body.size();
    }

    /** How often a phrase stands in it, within the title or within the body. */
    int frequency(Pattern.Phrase phrase) {
        return frequency(title, phrase) + frequency(body, phrase);
    }

    private static int frequency(List<String> words, Pattern.Phrase phrase) {
        int frequency = 0;
        for (int start = 0; start + phrase.words().size() <= words.size(); start++) {
            frequency += standsAt(words, start, phrase) ? 1 : 0;
        }
        return frequency;
    }

    private static boolean standsAt(List<String> words, int start, Pattern.Phrase phrase) {
        int last = phrase.words().size() - 1;
        String lastWord = words.get(start + last);
        return words.subList(start, start + last).equals(phrase.words().subList(0, last))
                && (phrase.prefix()
                        ? lastWord.startsWith(phrase.words().get(last))
                        : lastWord.equals(phrase.words().get(last)));
    }
}

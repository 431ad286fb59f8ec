package dev.khive.db.sql.search;

/**
 * The stem of an English word: M. F. Porter, An algorithm for suffix stripping, Program 14 (1980), with the two changes of the
 * author's own reference program ({@code bli} for {@code abli}, and {@code logi}). The names of the steps are the paper's.
 */
final class PorterStemmer {
    private static final int LEAST_LENGTH = 3;

    private static final String[][] STEP_2 = {
        {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"bli", "ble"},
        {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"}, {"ization", "ize"}, {"ation", "ate"},
        {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},
        {"iviti", "ive"}, {"biliti", "ble"}, {"logi", "log"}
    };
    private static final String[][] STEP_3 = {
        {"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}
    };
    private static final String[] STEP_4 = {
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
        "al", "er", "ic", "ou"
    };

    private final StringBuilder word;

    private PorterStemmer(String word) {
        this.word = new StringBuilder(word);
    }

    /** The stem of a word in lower case; a word with anything but the letters a to z is its own stem. */
    static String stem(String word) {
        if (word.length() < LEAST_LENGTH || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return word;
        }
        PorterStemmer stemmer = new PorterStemmer(word);
        stemmer.plurals();
        stemmer.pastAndProgressive();
        stemmer.finalY();
        stemmer.replaceFirst(STEP_2, 1);
        stemmer.replaceFirst(STEP_3, 1);
        stemmer.dropSuffix();
        stemmer.finalE();
        return stemmer.word.toString();
    }

    /** Step 1a. */
    private void plurals() {
        if (ends("sses") || ends("ies")) {
            cut(2);
        } else if (ends("s") && !ends("ss")) {
            cut(1);
        }
    }

    /** Step 1b. */
    private void pastAndProgressive() {
        if (ends("eed")) {
            if (measure(word.length() - 3) > 0) {
                cut(1);
            }
        } else if ((ends("ed") && hasVowel(word.length() - 2))) {
            cut(2);
            repairStem();
        } else if (ends("ing") && hasVowel(word.length() - 3)) {
            cut(3);
            repairStem();
        }
    }

    private void repairStem() {
        if (ends("at") || ends("bl") || ends("iz")) {
            word.append('e');
        } else if (endsInDoubleConsonant() && !ends("l") && !ends("s") && !ends("z")) {
            cut(1);
        } else if (measure(word.length()) == 1 && endsShort(word.length())) {
            word.append('e');
        }
    }

    /** Step 1c. */
    private void finalY() {
        if (ends("y") && hasVowel(word.length() - 1)) {
            word.setCharAt(word.length() - 1, 'i');
        }
    }

    /** Steps 2 and 3: the first suffix that fits decides, whether or not its stem is long enough. */
    private void replaceFirst(String[][] rules, int leastMeasure) {
        for (String[] rule : rules) {
            if (ends(rule[0])) {
                int stem = word.length() - rule[0].length();
                if (measure(stem) >= leastMeasure) {
                    word.setLength(stem);
                    word.append(rule[1]);
                }
                return;
            }
        }
    }

    /** Step 4. */
    private void dropSuffix() {
        for (String suffix : STEP_4) {
            if (ends(suffix)) {
                int stem = word.length() - suffix.length();
                boolean fits = !suffix.equals("ion")
                        || (stem > 0 && (word.charAt(stem - 1) == 's' || word.charAt(stem - 1) == 't'));
                if (fits && measure(stem) > 1) {
                    word.setLength(stem);
                }
                return;
            }
        }
    }

    /** Step 5. */
    private void finalE() {
        if (ends("e")) {
            int stem = word.length() - 1;
            int measure = measure(stem);
            if (measure > 1 || (measure == 1 && !endsShort(stem))) {
                cut(1);
            }
        }
        if (ends("ll") && measure(word.length()) > 1) {
            cut(1);
        }
    }

    private boolean ends(String suffix) {
        int start = word.length() - suffix.length();
        return start >= 0 && word.indexOf(suffix, start) == start;
    }

    private void cut(int letters) {
        word.setLength(word.length() - letters);
    }

    private boolean isConsonant(int index) {
        return switch (word.charAt(index)) {
            case 'a', 'e', 'i', 'o', 'u' -> false;
            case 'y' -> index == 0 || !isConsonant(index - 1);
            default -> true;
        };
    }

    /** How often a consonant follows a vowel in the first letters: m of the paper. */
    private int measure(int length) {
        int changes = 0;
        boolean afterVowel = false;
        for (int i = 0; i < length; i++) {
            boolean consonant = isConsonant(i);
            changes += consonant && afterVowel ? 1 : 0;
            afterVowel = !consonant;
        }
        return changes;
    }

    private boolean hasVowel(int length) {
        for (int i = 0; i < length; i++) {
            if (!isConsonant(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean endsInDoubleConsonant() {
        int last = word.length() - 1;
        return last >= 1 && word.charAt(last) == word.charAt(last - 1) && isConsonant(last);
    }

    /** Whether the first letters end in consonant, vowel, consonant, the last none of w, x and y: *o of the paper. */
    private boolean endsShort(int length) {
        return length >= 3
                && isConsonant(length - 1)
                && !isConsonant(length - 2)
                && isConsonant(length - 3)
                && "wxy".indexOf(word.charAt(length - 1)) < 0;
    }
}

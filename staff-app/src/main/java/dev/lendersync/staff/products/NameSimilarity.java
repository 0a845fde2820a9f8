package dev.lendersync.staff.products;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says whether two names that are not the same may mean the same, and why, for a person to decide.
public final class NameSimilarity {
    /// Words that companies and products carry or leave out.
    private static final Set<String> NOISE = Set.of(
            "inc",
            "incorporated",
            "ltd",
            "limited",
            "llc",
            "llp",
            "lp",
            "corp",
            "corporation",
            "co",
            "company",
            "group",
            "the",
            "of",
            "and",
            "de",
            "la",
            "le",
            "ltee",
            "enr");

    private static final Map<String, String> SAME_WORD = Map.ofEntries(
            Map.entry("1st", "first"),
            Map.entry("2nd", "second"),
            Map.entry("3rd", "third"),
            Map.entry("st", "street"),
            Map.entry("cap", "capital"),
            Map.entry("fin", "financial"),
            Map.entry("finance", "financial"),
            Map.entry("financing", "financial"),
            Map.entry("intl", "international"),
            Map.entry("natl", "national"),
            Map.entry("biz", "business"),
            Map.entry("loc", "line credit"),
            Map.entry("equip", "equipment"));

    private static final int SHORTEST_FOR_TYPOS = 5;
    private static final int LETTERS_FOR_TWO_TYPOS = 10;

    private NameSimilarity() {}

    /// Why two names may be the same; empty when they are not alike.
    public static Optional<String> why(String one, String other) {
        String key = NameKey.of(one);
        String otherKey = NameKey.of(other);
        if (key.equals(otherKey)) {
            return Optional.of("the names are the same");
        }
        List<String> words = words(one);
        List<String> otherWords = words(other);
        if (!words.isEmpty() && words.equals(otherWords)) {
            return Optional.of("the names are the same but for words such as Inc. or abbreviations");
        }
        if (!words.isEmpty()
                && words.stream()
                        .sorted()
                        .toList()
                        .equals(otherWords.stream().sorted().toList())) {
            return Optional.of("the names have the same words in another order");
        }
        int shorter = Math.min(key.length(), otherKey.length());
        int allowed = shorter >= LETTERS_FOR_TWO_TYPOS ? 2 : shorter >= SHORTEST_FOR_TYPOS ? 1 : 0;
        // Another number is another tier, not a typing mistake.
        if (allowed > 0 && digits(key).equals(digits(otherKey)) && withinEdits(key, otherKey, allowed)) {
            return Optional.of("the names differ by " + (allowed == 1 ? "one letter" : "one or two letters"));
        }
        return Optional.empty();
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : Names.clean(name).toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}+]+")) {
            String plain = SAME_WORD.getOrDefault(word, word);
            for (String part : plain.split(" ")) {
                if (!part.isEmpty() && !NOISE.contains(part)) {
                    words.add(part);
                }
            }
        }
        return words;
    }

    private static String digits(String key) {
        return key.replaceAll("[^\\p{Nd}]", "");
    }

    /// Whether at most so many letters were put in, left out, exchanged for others or swapped with their neighbour.
    private static boolean withinEdits(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return false;
        }
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, one, other, i, j);
            }
        }
        return distance[one.length()][other.length()] <= most;
    }

    private static int step(int[][] distance, String one, String other, int i, int j) {
        char last = one.charAt(i - 1);
        char otherLast = other.charAt(j - 1);
        int best = Math.min(
                Math.min(distance[i - 1][j], distance[i][j - 1]) + 1,
                distance[i - 1][j - 1] + (last == otherLast ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && last == other.charAt(j - 2) && one.charAt(i - 2) == otherLast;
        return swapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
    }
}

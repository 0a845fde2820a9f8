package dev.lendersync.staff.http;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Words that must each occur somewhere in a row: `?search=flex line`. In names they are compared as the name key
/// compares them, in longer texts without regard to case.
///
/// @param words in order of typing
public record Search(List<String> words) {
    private static final int MAX_LENGTH = 200;
    private static final int MAX_WORDS = 8;

    public static Search of(Parameters parameters) {
        List<String> words = parameters
                .one("search", MAX_LENGTH)
                .map(text -> List.of(text.split("\\s+")))
                .orElse(List.of());
        if (words.size() > MAX_WORDS) {
            throw Parameters.invalid("search", "must be at most " + MAX_WORDS + " words");
        }
        return new Search(words);
    }

    /// Adds each word's two patterns to the parameters of a statement.
    ///
    /// @param nameKey makes the key of a word as the names are keyed; a word without a key is looked for as it is
    /// @param names SQL, the names of a row as name keys
    /// @param texts SQL, its longer texts in lower case
    /// @return a condition, to follow others
    public String condition(UnaryOperator<String> nameKey, String names, String texts, List<Object> parameters) {
        StringBuilder sql = new StringBuilder();
        for (String word : words) {
            String key = nameKey.apply(word);
            parameters.add(contains(key.isEmpty() ? word : key));
            sql.append(" AND (").append(names).append(" LIKE $").append(parameters.size());
            parameters.add(contains(word.toLowerCase(Locale.ROOT)));
            sql.append(" OR ")
                    .append(texts)
                    .append(" LIKE $")
                    .append(parameters.size())
                    .append(')');
        }
        return sql.toString();
    }

    private static String contains(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}

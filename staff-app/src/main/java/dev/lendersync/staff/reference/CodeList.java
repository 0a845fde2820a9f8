package dev.lendersync.staff.reference;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// All codes of one kind. The API takes codes exactly ([#parse]); files of people may use other words ([#fromAlias]).
public final class CodeList<C extends Coded> {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<C> elements;
    private final Map<String, C> byCode = new HashMap<>();
    private final Map<String, C> byAlias = new HashMap<>();

    /// @throws IllegalStateException when one word would mean two codes
    CodeList(C[] elements) {
        this.elements = List.of(elements);
        for (C element : elements) {
            byCode.put(element.name(), element);
            addAlias(element.name(), element);
            addAlias(element.label(), element);
            for (String alias : element.aliases().split(",")) {
                addAlias(alias, element);
            }
        }
    }

    private void addAlias(String alias, C element) {
        if (alias.isBlank()) {
            return;
        }
        C other = byAlias.put(fold(alias), element);
        if (other != null && !other.equals(element)) {
            throw new IllegalStateException("\"" + alias + "\" means " + other + " and " + element);
        }
    }

    /// The elements in the order in which people are shown them.
    public List<C> elements() {
        return elements;
    }

    /// The element of exactly this code.
    public Optional<C> parse(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /// The element that a text of an older system means: its code, label or an alias, whatever the case, plural,
    /// spaces and punctuation. Empty for any other text: nothing is guessed from a part of it.
    public Optional<C> fromAlias(String text) {
        // Folding takes time, and files that we wrote hold codes.
        return parse(text).or(() -> Optional.ofNullable(byAlias.get(fold(text))));
    }

    /// The codes, for a message: `CA, US`.
    public String codes() {
        return elements.stream().map(Coded::name).collect(Collectors.joining(", "));
    }

    private static String fold(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        for (String word : BETWEEN_WORDS.split(plain)) {
            folded.append(singular(word));
        }
        return folded.toString();
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean plural = word.length() > 2 && word.endsWith("s") && !word.endsWith("ss");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}

package dev.lendersync.run.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes lenders with names of several scripts, no two of one name key, some nearly equal to the one before.
final class LenderWriter {
    private static final List<String> PREFIXES = List.of("", "", "", "", "First ", "New ", "Western ", "Atlantic ");
    private static final List<String> ROOTS = List.of(
            "Maple",
            "Northern Lights",
            "Érable",
            "Montréal",
            "Prairie",
            "Cañón",
            "Río Grande",
            "日本",
            "東京",
            "Great Lakes",
            "Rocky Mountain",
            "Côte-Nord",
            "Sequoia",
            "Liberty",
            "Hudson",
            "St. Lawrence",
            "Bayou",
            "Okanagan",
            "Fundy",
            "Gaspésie",
            "Señal",
            "Zürich",
            "Łódź",
            "Ångström",
            "Boréal",
            "Chinook",
            "Klondike",
            "Mohawk",
            "Niagara",
            "Pacific Rim",
            "Queen City",
            "Red River",
            "Saguenay",
            "Tidewater",
            "Ultramar",
            "Vermilion",
            "Wabash",
            "Yukon",
            "Zephyr",
            "Ozark",
            "L'Estuaire",
            "Trois-Rivières",
            "Ελλάς",
            "Днепр");
    private static final List<String> KINDS = List.of(
            "Capital",
            "Business Lending",
            "Commercial Finance",
            "Funding",
            "Financial",
            "Finance",
            "Lending Co.",
            "Equipment Finance",
            "Credit Union",
            "Bank",
            "Factors",
            "Merchant Capital",
            "Trade Finance",
            "Crédit",
            "キャピタル",
            "Growth Fund",
            "Partners",
            "& Sons Lending",
            "Business Credit",
            "Leasing",
            "Bridge Capital",
            "Crédito",
            "Trust",
            "Fonds d'affaires");
    private static final List<String> NEARLY = List.of(" Inc.", " Ltd.", " Corp.", " Group", " Canada", " USA", " 2");

    private static final int NEARLY_EQUAL_PERCENT = 12;
    private static final int UNSTATED_PERCENT = 30;

    private final Dice dice;
    private final Set<String> keys = new HashSet<>();

    LenderWriter(Dice dice) {
        this.dice = dice;
    }

    /// @param count at most 2,000, a fifth of the names that there are
    List<SampleLender> write(int count, String status) {
        List<SampleLender> lenders = new ArrayList<>(count);
        String before = "";
        while (lenders.size() < count) {
            boolean nearlyEqual = !before.isEmpty() && dice.chance(NEARLY_EQUAL_PERCENT);
            String name = nearlyEqual ? before + dice.pick(NEARLY) : name();
            if (keys.add(NameKey.of(name))) {
                lenders.add(lender(name, status));
                before = nearlyEqual ? "" : name;
            }
        }
        return lenders;
    }

    private String name() {
        return dice.pick(PREFIXES) + dice.pick(ROOTS) + " " + dice.pick(KINDS);
    }

    private SampleLender lender(String name, String status) {
        int number = keys.size();
        return new SampleLender(
                dice.id(),
                name,
                dice.unless(UNSTATED_PERCENT, () -> "https://lender-" + number + ".example"),
                dice.unless(UNSTATED_PERCENT, () -> dice.pick(SampleText.PEOPLE)),
                dice.unless(UNSTATED_PERCENT, () -> "brokers@lender-" + number + ".example"),
                dice.unless(UNSTATED_PERCENT, () -> "+1 555 01%02d".formatted(number % 100)),
                dice.unless(2 * UNSTATED_PERCENT, () -> dice.pick(SampleText.INTERNAL_NOTES)),
                status);
    }
}

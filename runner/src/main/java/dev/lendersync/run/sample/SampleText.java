package dev.lendersync.run.sample;

import java.util.List;

/// The free text of the sample, in the languages and at the lengths that staff really type.
final class SampleText {
    static final List<String> PEOPLE =
            List.of("Amélie Tremblay", "José Muñoz", "佐藤 花子", "Siobhán O'Neill", "Grace Adeyemi", "Владимир Петров");

    static final List<String> INTERNAL_NOTES = List.of(
            "Pays commission on funding day.",
            "Ask for Amélie; she approves exceptions up to 10 %. 🙂",
            "Commission négociable au-delà de 250 000 $.",
            "Slow in December ❄️ — submit before the 10th.",
            "担当者は英語と日本語が話せます。");

    static final List<String> FEES = List.of(
            "2 % origination fee, taken from the proceeds.",
            "No fees. 🎉",
            "Frais de dossier : 495 $ ; frais d'administration mensuels : 25 $.",
            "1.5 % draw fee; unused-line fee 0.25 % a year",
            "Comisión de apertura 3 % (mín. $350).",
            "UCC filing $150 \"at cost\"; wire $25 \\ ACH free");

    private static final List<String> SENTENCES = List.of(
            "Daily or weekly payments by pre-authorised debit.",
            "Second position considered when the first is paid down by half.",
            "Remboursement anticipé sans pénalité après six mois.",
            "Sólo para empresas con más de un año de actividad; año fiscal completo.",
            "Owner-operators and cross-border carriers are welcome. 🚚",
            "Funding within 24 hours of a complete file ⚡.",
            "日本語での申込みも可能です。",
            "Seasonal businesses: the best six months count.",
            "Interest-only for the first 90 days.\nThen equal monthly payments.",
            "Personal guarantee of everyone who owns 25 % or more.");

    // A description has at most 4,000 characters; some of these are long enough to come near it.
    private static final int LONGEST = 3_900;
    private static final int LONG_PERCENT = 3;

    private SampleText() {}

    /// Mostly one to three sentences, now and then a whole page.
    static String description(Dice dice) {
        int most = dice.chance(LONG_PERCENT) ? LONGEST : 60 * dice.between(1, 3);
        StringBuilder text = new StringBuilder(dice.pick(SENTENCES));
        while (text.length() < most) {
            String sentence = dice.pick(SENTENCES);
            if (text.length() + 1 + sentence.length() > LONGEST) {
                break;
            }
            text.append(' ').append(sentence);
        }
        return text.toString();
    }
}

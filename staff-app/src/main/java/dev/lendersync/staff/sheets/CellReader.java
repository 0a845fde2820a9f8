package dev.lendersync.staff.sheets;

import dev.lendersync.staff.products.Quoted;
import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.CodeList;
import dev.lendersync.staff.reference.Coded;
import dev.lendersync.staff.reference.Country;
import dev.lendersync.staff.reference.FundsPurpose;
import dev.lendersync.staff.reference.ProductStatus;
import dev.lendersync.staff.reference.RateIndex;
import dev.lendersync.staff.reference.RateKind;
import dev.lendersync.staff.reference.RateType;
import dev.lendersync.staff.sheets.RangeTexts.Range;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// Reads the text of one cell as what its column holds, without guessing.
public final class CellReader {
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0");

    private CellReader() {}

    /// @param header of the cell's column, which may name a unit
    public static ReadCell read(ColumnMember member, String header, String cell) {
        String text = cell.strip();
        return switch (member) {
            case LENDER, NAME -> states(member, StringNode.valueOf(text));
            case DESCRIPTION, FEES_NOTE, INTERNAL_NOTES -> states(member, StringNode.valueOf(cell));
            case CATEGORY -> code(member, text, Category.CODES);
            case COUNTRY -> code(member, text, Country.CODES);
            case RATE_KIND -> code(member, text, RateKind.CODES);
            case RATE_TYPE -> code(member, text, RateType.CODES);
            case RATE_INDEX -> code(member, text, RateIndex.CODES);
            case STATUS -> status(text);
            case AMOUNT_MIN, AMOUNT_MAX, MIN_MONTHLY_REVENUE -> money(member, text);
            case AMOUNT -> amountRange(text);
            case RATE_MIN, RATE_MAX, COMMISSION_PERCENT -> rate(member, text);
            case RATE -> rateRange(text);
            case TERM_MIN, TERM_MAX, MIN_MONTHS_IN_BUSINESS -> months(member, header, text);
            case TERM -> termRange(header, text);
            case MIN_CREDIT_SCORE -> creditScore(text);
            case REQUIRES_RECEIVABLES -> bool(member, text);
            case REGIONS_EXCLUDED, INDUSTRIES_EXCLUDED -> list(member, text, CellReader::word);
            case FUNDS_PURPOSES -> list(member, text, CellReader::purpose);
            case REQUIRED_DOCUMENTS -> list(member, text, DocumentTexts::read);
        };
    }

    private static <C extends Coded> ReadCell code(ColumnMember member, String text, CodeList<C> codes) {
        Optional<C> code = codes.fromAlias(text);
        return code.isPresent()
                ? states(member, StringNode.valueOf(code.get().name()))
                : unreadable("means none of " + codes.codes());
    }

    /// `active` is the older word for published, and what isn't active was taken off the market.
    private static ReadCell status(String text) {
        Optional<Boolean> active = truth(text);
        if (active.isPresent()) {
            ProductStatus status = active.get() ? ProductStatus.PUBLISHED : ProductStatus.ARCHIVED;
            return states(ColumnMember.STATUS, StringNode.valueOf(status.name()));
        }
        return code(ColumnMember.STATUS, text, ProductStatus.CODES);
    }

    private static ReadCell money(ColumnMember member, String text) {
        Optional<BigDecimal> amount = NumberTexts.money(text);
        return amount.isPresent()
                ? states(member, decimal(amount.get()))
                : unreadable("is no amount such as 10000, $10,000.50, 10k or 1.5M");
    }

    private static ReadCell rate(ColumnMember member, String text) {
        Optional<BigDecimal> rate = NumberTexts.rate(text);
        return rate.isPresent() ? states(member, decimal(rate.get())) : unreadable("is no rate such as 7.99 or 7.99%");
    }

    private static ReadCell rateRange(String text) {
        return RangeTexts.parse(text, NumberTexts::rate)
                .map(range -> ends(range, ColumnMember.RATE_MIN, ColumnMember.RATE_MAX, CellReader::decimal))
                .orElseGet(() -> unreadable("is no rate such as 7.99%, 7.99% - 12.99% or from 7.99%"));
    }

    private static ReadCell amountRange(String text) {
        return RangeTexts.parse(text, NumberTexts::money)
                .map(range -> range.single()
                        ? unreadable("is one number: map its column to amountMin or to amountMax")
                        : ends(range, ColumnMember.AMOUNT_MIN, ColumnMember.AMOUNT_MAX, CellReader::decimal))
                .orElseGet(() -> unreadable("is no range such as $10k - $50k, from $10k or up to $50k"));
    }

    private static ReadCell termRange(String header, String text) {
        return RangeTexts.parse(text, number -> NumberTexts.months(number, isInYears(header)))
                .map(range -> range.single()
                        ? unreadable("is one number: map its column to termMinMonths or to termMaxMonths")
                        : ends(range, ColumnMember.TERM_MIN, ColumnMember.TERM_MAX, CellReader::whole))
                .orElseGet(() -> unreadable("is no range such as 6 - 60 months, 1 - 5 years or up to 60"));
    }

    private static ReadCell months(ColumnMember member, String header, String text) {
        Optional<BigDecimal> months = NumberTexts.months(text, isInYears(header));
        return months.isPresent()
                ? states(member, whole(months.get()))
                : unreadable("is no time such as 12, 12 months or 5 years");
    }

    private static boolean isInYears(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.contains("year") || lower.contains("yr");
    }

    private static ReadCell creditScore(String text) {
        String digits =
                text.endsWith("+") ? text.substring(0, text.length() - 1).strip() : text;
        return digits.matches("[0-9]{1,9}")
                ? states(ColumnMember.MIN_CREDIT_SCORE, IntNode.valueOf(Integer.parseInt(digits)))
                : unreadable("is no score such as 650 or 650+");
    }

    private static ReadCell bool(ColumnMember member, String text) {
        Optional<Boolean> truth = truth(text);
        return truth.isPresent()
                ? states(member, BooleanNode.valueOf(truth.get()))
                : unreadable("is neither yes nor no");
    }

    private static Optional<Boolean> truth(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return Optional.of(true);
        }
        return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    private static ReadCell list(
            ColumnMember member, String text, Function<JsonNode, Optional<? extends JsonNode>> element) {
        Optional<List<JsonNode>> elements = ListTexts.parse(text);
        if (elements.isEmpty()) {
            return unreadable("is no list such as a; b; c");
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonNode node : elements.get()) {
            Optional<? extends JsonNode> read = element.apply(node);
            if (read.isEmpty()) {
                return unreadable("has an element that means nothing known: " + Quoted.value(node));
            }
            array.add(read.get());
        }
        return states(member, array);
    }

    private static Optional<JsonNode> word(JsonNode element) {
        return element.isString() ? Optional.of(element) : Optional.empty();
    }

    private static Optional<JsonNode> purpose(JsonNode element) {
        return element.isString()
                ? FundsPurpose.CODES.fromAlias(element.stringValue()).map(code -> StringNode.valueOf(code.name()))
                : Optional.empty();
    }

    private static ReadCell ends(
            Range range, ColumnMember least, ColumnMember most, Function<BigDecimal, JsonNode> node) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (range.least() != null) {
            members.put(least.member(), node.apply(range.least()));
        }
        if (range.most() != null) {
            members.put(most.member(), node.apply(range.most()));
        }
        return new ReadCell.States(members);
    }

    /// Without trailing zeros, so that two columns which write one number in two ways agree.
    private static JsonNode decimal(BigDecimal number) {
        return StringNode.valueOf(number.stripTrailingZeros().toPlainString());
    }

    private static JsonNode whole(BigDecimal number) {
        return IntNode.valueOf(number.intValueExact());
    }

    private static ReadCell states(ColumnMember member, JsonNode value) {
        return new ReadCell.States(Map.of(member.member(), value));
    }

    private static ReadCell unreadable(String why) {
        return new ReadCell.Unreadable(why);
    }
}

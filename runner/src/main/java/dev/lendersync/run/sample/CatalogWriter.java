package dev.lendersync.run.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes one [SampleCatalog]: lenders first, then families of products (tiers and twins) until there are enough.
final class CatalogWriter {
    private static final int LENDERS_PER_100_PRODUCTS = 12;
    private static final int MAX_LENDERS = 2_000;
    private static final int PRODUCTS_PER_DRAFT = 40;
    private static final int PRODUCTS_PER_ARCHIVED = 50;
    private static final int LENDERS_PER_ARCHIVED = 20;
    private static final int PRODUCTS_OF_ARCHIVED_LENDER = 5;

    private static final List<Integer> TIERS = List.of(1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 8);
    private static final List<String> GRADES = List.of("A+", "A", "B", "B 1.5", "B 15", "C", "C-Paper", "D");
    private static final List<Integer> LADDER = List.of(
            5_000,
            10_000,
            25_000,
            50_000,
            75_000,
            100_000,
            150_000,
            250_000,
            400_000,
            500_000,
            750_000,
            1_000_000,
            1_500_000,
            2_500_000,
            5_000_000,
            10_000_000);
    private static final int TWIN_PERCENT = 20;
    private static final int OPEN_ENDED_PERCENT = 10;

    /// How the products of a family are told apart.
    private enum TierStyle {
        AMOUNT_ONLY,
        NUMBERED,
        GRADED
    }

    private final Dice dice;
    private final ProductTerms terms;
    private final Set<String> naturalKeys = new HashSet<>();
    private final List<SampleProduct> products = new ArrayList<>();

    CatalogWriter(long seed) {
        dice = new Dice(seed);
        terms = new ProductTerms(dice);
    }

    SampleCatalog write(int productCount) {
        if (productCount == 0) {
            return new SampleCatalog(List.of(), List.of());
        }
        int lenders = Math.clamp(Math.ceilDiv(productCount * LENDERS_PER_100_PRODUCTS, 100), 1, MAX_LENDERS);
        int archivedLenders = lenders / LENDERS_PER_ARCHIVED;
        LenderWriter lenderWriter = new LenderWriter(dice);
        List<SampleLender> active = lenderWriter.write(lenders - archivedLenders, "ACTIVE");
        List<SampleLender> archived = lenderWriter.write(archivedLenders, "ARCHIVED");

        addProducts(productCount, active, "PUBLISHED");
        addProducts(productCount / PRODUCTS_PER_DRAFT, active, "DRAFT");
        addProducts(productCount / PRODUCTS_PER_ARCHIVED, active, "ARCHIVED");
        addProducts(archivedLenders * PRODUCTS_OF_ARCHIVED_LENDER, archived, "PUBLISHED");

        List<SampleLender> all = new ArrayList<>(active);
        all.addAll(archived);
        return new SampleCatalog(all, products);
    }

    /// Each lender gets a family, then some get many more than others, as in real catalogs.
    private void addProducts(int count, List<SampleLender> lenders, String status) {
        int target = products.size() + count;
        for (int family = 0; products.size() < target; family++) {
            SampleLender lender = family < lenders.size() ? lenders.get(family) : dice.pickSkewed(lenders);
            addFamily(lender, status, target);
        }
    }

    private void addFamily(SampleLender lender, String status, int target) {
        ProductShape shape = dice.pick(ProductShape.ALL);
        String name = dice.pick(shape.names());
        String country = dice.chance(50) ? "CA" : "US";
        String twinCountry = country.equals("CA") ? "US" : "CA";
        boolean twins = dice.chance(TWIN_PERCENT);
        TierStyle style = dice.pick(List.of(TierStyle.values()));
        int tiers = dice.pick(TIERS);
        int step = Math.min(shape.smallestTier() + dice.between(0, 4), LADDER.size() - tiers - 1);
        for (int tier = 0; tier < tiers; tier++) {
            SampleProduct.Amounts amounts = amounts(style == TierStyle.GRADED ? step : step + tier, tier, tiers);
            String tierName = tierName(name, style, tier, tiers);
            addProduct(lender, shape, tierName, country, amounts, status, target);
            if (twins) {
                addProduct(lender, shape, tierName, twinCountry, amounts, status, target);
            }
        }
    }

    private static String tierName(String name, TierStyle style, int tier, int tiers) {
        if (tiers == 1) {
            return name;
        }
        return switch (style) {
            case AMOUNT_ONLY -> name;
            case NUMBERED -> name + " – Tier " + (tier + 1);
            case GRADED -> name + " " + GRADES.get(tier);
        };
    }

    private SampleProduct.Amounts amounts(int step, int tier, int tiers) {
        boolean fromZero = tier == 0 && dice.chance(OPEN_ENDED_PERCENT);
        boolean openEnded = tier == tiers - 1 && dice.chance(OPEN_ENDED_PERCENT);
        return new SampleProduct.Amounts(
                fromZero ? null : money(LADDER.get(step)), openEnded ? null : money(LADDER.get(step + 1)));
    }

    private static BigDecimal money(int dollars) {
        return BigDecimal.valueOf(dollars * 100L, 2);
    }

    private void addProduct(
            SampleLender lender,
            ProductShape shape,
            String name,
            String country,
            SampleProduct.Amounts amounts,
            String status,
            int target) {
        String naturalKey = String.join(
                "|", lender.id().toString(), country, shape.category(), NameKey.of(name), amounts.toString());
        if (products.size() == target || !naturalKeys.add(naturalKey)) {
            return;
        }
        products.add(new SampleProduct(
                dice.id(),
                lender.id(),
                name,
                shape.category(),
                country,
                amounts,
                terms.rate(shape, country),
                terms.requirements(shape),
                terms.uses(country),
                terms.documents(shape),
                terms.notes(),
                status));
    }
}

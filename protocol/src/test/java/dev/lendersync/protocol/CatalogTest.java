package dev.lendersync.protocol;

import static dev.lendersync.protocol.Products.at;
import static dev.lendersync.protocol.Products.id;
import static dev.lendersync.protocol.Products.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
    private static final LenderProduct OLD = product(1, 3);
    private static final LenderProduct NEW = product(1, 7, "renamed");
    private static final LenderProduct GONE = product(2, 2);
    private static final LenderProduct UNTOUCHED = product(3, 1);
    private static final Catalog AT_5 = Catalog.of(at(5), List.of(OLD, GONE, UNTOUCHED));
    private static final Catalog AT_8 = Catalog.of(at(8), List.of(NEW, UNTOUCHED));

    private static Delta delta(Position from, Position to, Digest digest) {
        return new Delta(from, to, digest, List.of(NEW), List.of(GONE.id()));
    }

    private static Delta delta(long from, long to) {
        return delta(at(from), at(to), AT_8.digest());
    }

    record Row(Delta delta, Outcome outcome) {}

    /// P5 and P7, applied to the catalog at version 5.
    static Stream<Row> outcomes() {
        Position other = new Position(new Epoch("other"), 5);
        return Stream.of(
                new Row(delta(5, 8), new Outcome.Advanced(AT_8)),
                new Row(delta(4, 8), new Outcome.Advanced(AT_8)),
                new Row(delta(0, 8), new Outcome.Advanced(AT_8)),
                new Row(delta(6, 8), new Outcome.Gap(at(5), at(6))),
                new Row(delta(4, 5), new Outcome.Duplicate()),
                new Row(delta(0, 3), new Outcome.Duplicate()),
                new Row(delta(other, other.at(8), AT_8.digest()), new Outcome.OtherEpoch(other.epoch())),
                new Row(delta(other.at(1), other.at(2), AT_8.digest()), new Outcome.OtherEpoch(other.epoch())),
                new Row(delta(other.at(7), other.at(8), AT_8.digest()), new Outcome.OtherEpoch(other.epoch())),
                new Row(
                        delta(at(5), at(8), AT_5.digest()),
                        new Outcome.DigestMismatch(at(8), AT_5.digest(), AT_8.digest())),
                // The digest isn't looked at where the delta doesn't fit.
                new Row(delta(at(6), at(8), Digest.EMPTY), new Outcome.Gap(at(5), at(6))),
                new Row(delta(at(3), at(4), Digest.EMPTY), new Outcome.Duplicate()));
    }

    @ParameterizedTest(name = "P5 {0}")
    @MethodSource("outcomes")
    void outcomeOfADelta(Row row) {
        assertThat(AT_5.apply(row.delta())).isEqualTo(row.outcome());
    }

    @Test
    void aDeltaThatLacksAChangeIsNotApplied() {
        Delta lacking = new Delta(at(5), at(8), AT_8.digest(), List.of(NEW), List.of());
        assertThat(AT_5.apply(lacking)).isInstanceOf(Outcome.DigestMismatch.class);
    }

    @Test
    void applyingLeavesTheCatalogAsItWas() {
        Digest before = AT_5.digest();
        assertThat(AT_5.apply(delta(5, 8))).isInstanceOf(Outcome.Advanced.class);
        assertThat(AT_5.digest()).isEqualTo(before);
        assertThat(AT_5.unordered()).containsExactlyInAnyOrder(OLD, GONE, UNTOUCHED);
    }

    @Test
    void aDeleteOfWhatIsNotThereChangesNothing() {
        assertThat(AT_8.with(at(9), List.of(), List.of(id(99)))).isEqualTo(Catalog.of(at(9), AT_8.unordered()));
    }

    @Test
    void theEmptyCatalogIsACatalog() {
        Catalog empty = AT_8.with(at(9), List.of(), List.of(NEW.id(), UNTOUCHED.id()));
        assertThat(empty).isEqualTo(Catalog.empty(at(9)));
        assertThat(empty.digest()).isEqualTo(Digest.EMPTY);
        assertThat(empty.products()).isEmpty();
        assertThat(empty.size()).isZero();
    }

    @Test
    void productsAreFoundById() {
        assertThat(AT_5.product(OLD.id())).contains(OLD);
        assertThat(AT_5.contains(OLD.id())).isTrue();
        assertThat(AT_5.product(id(99))).isEmpty();
        assertThat(AT_5.contains(id(99))).isFalse();
        assertThat(AT_5.size()).isEqualTo(3);
    }

    @Test
    void productsAreOrderedByNameInCodePointsThenById() {
        LenderProduct plain = product(4, 1, "B");
        LenderProduct lower = product(3, 1, "a");
        LenderProduct twin = product(5, 1, "a");
        LenderProduct dalet = product(2, 1, "\uFB33");
        LenderProduct smiley = product(1, 1, "\uD83D\uDE00");
        assertThat(Catalog.of(at(1), List.of(smiley, dalet, twin, lower, plain)).products())
                .containsExactly(plain, lower, twin, dalet, smiley);
        LenderProduct highId =
                LenderProduct.parse("{\"id\":\"f19300aa-0000-7000-8000-000000000001\",\"version\":1,\"name\":\"a\"}");
        // UUID.compareTo is signed and would put this one first.
        assertThat(Catalog.of(at(1), List.of(highId, lower)).products()).containsExactly(lower, highId);
    }

    @Test
    void anIdTwiceIsRefused() {
        assertThatThrownBy(() -> Catalog.of(at(1), List.of(OLD, UNTOUCHED, NEW)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a catalog names a product twice");
    }

    @Test
    void catalogsAreEqualWhenPositionAndContentAre() {
        Catalog same = Catalog.of(at(5), List.of(UNTOUCHED, GONE, OLD));
        assertThat(AT_5).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(AT_5).isNotEqualTo(Catalog.of(at(6), AT_5.unordered()));
        assertThat(AT_5).isNotEqualTo(Catalog.of(at(5), List.of(NEW, GONE, UNTOUCHED)));
        assertThat(AT_5).isNotEqualTo(new Object());
        assertThat(AT_5.toString()).contains("k3v9q2xw7b:5", "3 products");
    }

    @Test
    void aDeltaAscendsWithinOneEpoch() {
        Position other = new Position(new Epoch("other"), 8);
        for (Position to : List.of(at(5), at(4), at(0), other)) {
            assertThatThrownBy(() -> delta(at(5), to, Digest.EMPTY))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessage("a delta must ascend within one epoch");
        }
    }

    @Test
    void aDeltaNamesAProductOnce() {
        assertTwiceIsRefused(List.of(OLD, NEW), List.of());
        assertTwiceIsRefused(List.of(), List.of(id(1), id(1)));
        assertTwiceIsRefused(List.of(OLD), List.of(id(1)));
    }

    private static void assertTwiceIsRefused(List<LenderProduct> upserts, List<UUID> deletes) {
        assertThatThrownBy(() -> new Delta(at(5), at(8), Digest.EMPTY, upserts, deletes))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a delta names a product twice");
    }

    @Test
    void aSnapshotIsVerifiedWhenItsContentHasTheDigestThatTheSenderClaims() {
        assertThat(new Snapshot(AT_5, AT_5.digest()).verified()).isTrue();
        assertThat(new Snapshot(AT_5, AT_8.digest()).verified()).isFalse();
    }

    @Test
    void whatIsAppliedIsTheCatalogsPositionAndDigest() {
        assertThat(Applied.of(AT_5)).isEqualTo(new Applied(at(5), AT_5.digest()));
    }
}

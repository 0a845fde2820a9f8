package dev.lendersync.e2e;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/// What came of many rounds. A round is only in it when nothing was lost, doubled or different: else it fails.
final class Report {
    private final List<Oracle.Round> rounds = new ArrayList<>();
    private final Map<FaultKind, Long> hits = new EnumMap<>(FaultKind.class);
    private String unfinished = "";

    void begins(long seed) {
        unfinished = "failed: " + FaultKind.ofSeed(seed) + ", -Dseed=" + seed;
    }

    void ended(Oracle.Round round) {
        rounds.add(round);
        hits.merge(round.kind(), round.hits(), Long::sum);
        unfinished = "lost = duplicated = divergent = 0";
    }

    int rounds() {
        return rounds.size();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        LongSummaryStatistics seeds =
                rounds.stream().mapToLong(Oracle.Round::seed).summaryStatistics();
        text.append("%d rounds, seeds %d to %d, %d edits, %d of them during faults%n"
                .formatted(
                        rounds.size(),
                        seeds.getMin(),
                        seeds.getMax(),
                        rounds.stream().mapToInt(Oracle.Round::edits).sum(),
                        rounds.stream().mapToInt(Oracle.Round::during).sum()));
        hits.forEach((kind, count) -> text.append("%7d x %s, in %d rounds%n"
                .formatted(
                        count,
                        kind,
                        rounds.stream().filter(round -> round.kind() == kind).count())));
        return text.append(unfinished).toString();
    }
}

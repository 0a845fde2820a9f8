package dev.lendersync.staff.legacy;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.lenders.LenderDraft;
import dev.lendersync.staff.lenders.LenderReader;
import dev.lendersync.staff.products.NameKey;
import dev.lendersync.staff.products.Names;
import dev.lendersync.staff.products.Quoted;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.reference.LenderStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The lenders of the database and those that a file adds, by the key of their name.
final class LegacyLenders {
    /// Words that a lender's name has or lacks by accident.
    private static final Pattern SUFFIX = Pattern.compile(
            "(?i)[ ,]+(inc|ltd|llc|corp|corporation|limited|incorporated|co|company|canada|usa|financial|finance"
                    + "|funding|capital|lending|group)\\.?$");

    record Lender(UUID id, String name, boolean archived, Set<String> spellings) {}

    /// A lender with its id, or what is wrong with the name.
    sealed interface Found {
        record Known(Lender lender) implements Found {}

        record Unfit(String why) implements Found {}
    }

    private final Map<String, Lender> byKey = new LinkedHashMap<>();
    private final Set<UUID> added = new HashSet<>();
    private final Supplier<UUID> ids;

    /// @param ids of lenders to be made
    LegacyLenders(Collection<ExistingCatalog.Lender> existing, Supplier<UUID> ids) {
        this.ids = ids;
        for (ExistingCatalog.Lender lender : existing) {
            boolean archived = lender.status() == LenderStatus.ARCHIVED;
            byKey.put(
                    NameKey.of(lender.name()),
                    new Lender(lender.id(), lender.name(), archived, spellings(lender.name())));
        }
    }

    private static Set<String> spellings(String name) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(name);
        return spellings;
    }

    /// The lender of this name, added when it is a new one.
    Found find(String name) {
        Lender known = byKey.get(NameKey.of(name));
        if (known != null) {
            known.spellings().add(Names.clean(name));
            return new Found.Known(known);
        }
        Reading<LenderDraft> reading =
                LenderReader.read(Json.MAPPER.createObjectNode().put("name", name));
        return switch (reading) {
            case Reading.Invalid<LenderDraft>(List<FieldError> errors) ->
                new Found.Unfit(errors.getFirst().detail());
            case Reading.Valid<LenderDraft>(LenderDraft draft) -> {
                Lender lender = new Lender(ids.get(), draft.name(), false, spellings(draft.name()));
                byKey.put(NameKey.of(draft.name()), lender);
                added.add(lender.id());
                yield new Found.Known(lender);
            }
        };
    }

    boolean isNew(UUID id) {
        return added.contains(id);
    }

    /// What a person should look at: names written in several ways, archived lenders, names that are nearly equal.
    List<String> warnings(Set<UUID> used) {
        List<String> warnings = new ArrayList<>();
        Map<String, Lender> byCore = new LinkedHashMap<>();
        for (Lender lender : byKey.values()) {
            boolean relevant = used.contains(lender.id());
            if (relevant && lender.spellings().size() > 1) {
                warnings.add("lender " + Quoted.text(lender.name()) + " is written in several ways: "
                        + String.join(" / ", lender.spellings()));
            }
            if (relevant && lender.archived()) {
                warnings.add("lender " + Quoted.text(lender.name()) + " is archived: its products stay hidden");
            }
            Lender near = byCore.putIfAbsent(core(lender.name()), lender);
            if (near != null && (relevant || used.contains(near.id()))) {
                warnings.add("lenders " + Quoted.text(near.name()) + " and " + Quoted.text(lender.name())
                        + " are nearly equal, but taken for two");
            }
        }
        return warnings;
    }

    private static String core(String name) {
        String core = name;
        String shorter = SUFFIX.matcher(core).replaceFirst("");
        while (!shorter.equals(core)) {
            core = shorter;
            shorter = SUFFIX.matcher(core).replaceFirst("");
        }
        return NameKey.of(core);
    }
}

package dev.lendersync.staff.products;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.history.HistoryRoutes;
import dev.lendersync.staff.history.HistoryStore;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// `POST /api/lender-products/{id}/history/{entry}/restore`: the product as it was after that change, its status too.
/// It is an edit like any other: checked by today's rules, and itself in the history.
final class EarlierStateRoutes {
    private final ProductEdits edits;

    EarlierStateRoutes(ProductEdits edits) {
        this.edits = edits;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/api/lender-products/{id}/history/{entry}/restore", Access.EDITOR, this::restore));
    }

    private Response restore(Request request) {
        UUID id = request.id();
        edits.found(id);
        ObjectNode state = HistoryStore.stateAfter(edits.reads(), id, HistoryRoutes.entry(request))
                .map(node -> (ObjectNode) node)
                .orElseThrow(EarlierStateRoutes::noState);
        String draft = ProductEdits.json(ProductEdits.draft(ProductReader.read(state)));
        return ProductEdits.answer(200, edits.write(request, draft, id, sql -> {
            ObjectNode current = ProductEdits.lock(sql, request, id);
            if (!ProductStore.update(sql, id, current.path("revision").asLong(), draft)) {
                throw Edits.changedMeanwhile(ProductEdits.WHAT, ProductEdits.found(sql, id));
            }
            return ProductEdits.found(sql, id);
        }));
    }

    private static ProblemException noState() {
        return new ProblemException(Problem.of(
                404, "not-found", "Not found", "The history of this lender product has no such entry with a state."));
    }
}

package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.http.Upload;
import dev.lendersync.staff.products.BodyReader;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.sheets.CsvFile;
import dev.lendersync.staff.sheets.Sheet;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/api/imports`: upload, mapping with dry run, outcomes, commit, report.
public final class ImportRoutes {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int MAX_POSITION = 120;
    private static final int MAX_FILENAME = 200;

    private final Database database;
    private final ImportRuns runs;
    private final Uploads uploads = new Uploads();

    public ImportRoutes(Database database, CatalogMirror mirror) {
        this.database = database;
        this.runs = new ImportRuns(database, mirror);
    }

    public List<Route> routes() {
        String all = "/api/imports";
        String one = all + "/{id}";
        return List.of(
                new Route("POST", all, Access.EDITOR, CsvFile.MAX_BYTES, this::upload),
                new Route("GET", one, Access.EDITOR, request -> Response.json(200, found(request))),
                new Route("PUT", one + "/mapping", Access.EDITOR, this::map),
                new Route("GET", one + "/rows", Access.EDITOR, this::rows),
                new Route("POST", one + "/commit", Access.EDITOR, this::commit),
                new Route("GET", one + "/report", Access.EDITOR, this::report),
                new Route("DELETE", one, Access.EDITOR, this::cancel));
    }

    /// Removes imports that are older than a day.
    public void forgetOld() {
        ImportStore.forgetOld(database.pool());
    }

    private Response upload(Request request) {
        requireParameters(request, Set.of("kind", "filename"));
        Parameters parameters = new Parameters(request.query());
        if (!parameters.one("kind", 40).orElse("products").equals("products")) {
            throw Parameters.invalid("kind", "must be products");
        }
        Uploads.Format format = switch (request.contentType()) {
            case "text/csv" -> Uploads.Format.CSV;
            case XLSX -> Uploads.Format.XLSX;
            default ->
                throw new ProblemException(Problem.of(
                        415,
                        "unsupported-media-type",
                        "Unsupported media type",
                        "Send Content-Type: text/csv or " + XLSX + "."));
        };
        String word = format.name().toLowerCase(Locale.ROOT);
        String filename = parameters.one("filename", MAX_FILENAME).orElse("import." + word);
        Upload upload = request.upload().orElseThrow();
        Sheet sheet = uploads.read(upload, format);
        Mapping mapping = Mapping.guess(sheet.columns());
        var written = database.write(
                request.principal().actor(),
                sql -> ImportStore.insert(sql, filename, word, upload.bytes(), sheet, mapping));
        ObjectNode made = ImportStore.find(database.pool(), written.value()).orElseThrow();
        return Response.json(201, made.put("position", written.position().toString()))
                .with("Location", "/api/imports/" + written.value());
    }

    private ObjectNode found(Request request) {
        UUID id = request.id();
        RunStore.giveUpDead(database.pool(), id);
        return ImportStore.find(database.pool(), id).orElseThrow(Edits.notFound("import"));
    }

    private Response map(Request request) {
        ObjectNode found = found(request);
        Mapping before = mapping(found);
        Reading<Mapping> reading = MappingReader.read(request.json(), before);
        Mapping mapping = reading.orElseThrow(ProblemException::invalid);
        int attempt =
                RunStore.startCheck(database.pool(), request.id(), mapping, "").orElseThrow(() -> committed(request));
        runs.check(request.id(), attempt, mapping);
        return Response.json(202, found(request));
    }

    private static Mapping mapping(ObjectNode found) {
        return MappingReader.stored(found.path("mapping"), ImportStore.headers(found));
    }

    private ProblemException committed(Request request) {
        found(request);
        return Edits.refused("The import is committed, or about to be.");
    }

    private Response rows(Request request) {
        Page page = Page.of(request.query(), Set.of("outcome"));
        List<String> words = Arrays.stream(RowOutcome.Kind.values())
                .map(RowOutcome.Kind::word)
                .toList();
        String outcome = new Parameters(request.query()).one("outcome", 40).orElse("");
        if (!outcome.isEmpty() && !words.contains(outcome)) {
            throw Parameters.invalid("outcome", "must be one of " + String.join(", ", words));
        }
        return page.response(ImportStore.outcomes(database.pool(), ImportStore.id(found(request)), outcome, page));
    }

    private Response commit(Request request) {
        Position position = position(request.json());
        found(request);
        // Before what is decided upon is read: so that holds for this dry run, or is told from it.
        int dryRun = RunStore.last(database.pool(), request.id()).orElseThrow(Edits.notFound("import"));
        ObjectNode found = found(request);
        String status = found.path("status").stringValue();
        if (!status.equals("CHECKED")) {
            throw Edits.refused("The import is " + status + "; only a finished dry run can be committed.");
        }
        long wrong = found.path("counts").path("conflict").asLong()
                + found.path("counts").path("invalid").asLong();
        if (wrong > 0) {
            throw new ProblemException(Problem.of(
                            409,
                            "has-problems",
                            "Rows have problems",
                            wrong + " rows can't be imported, so none is. Correct the file or the mapping.")
                    .with("counts", found.path("counts")));
        }
        Mapping mapping = mapping(found);
        try {
            int attempt = startCommit(request, dryRun, position);
            runs.commit(request.id(), attempt, mapping, request.actor(), position);
        } catch (Commit.MovedException e) {
            throw moved(request, dryRun, mapping);
        }
        return Response.json(202, found(request));
    }

    private int startCommit(Request request, int dryRun, Position position) {
        if (!isHead(position)) {
            throw new Commit.MovedException();
        }
        return database.write(
                        request.principal().actor(),
                        sql -> RunStore.startCommit(sql, request.id(), dryRun, position.toString())
                                .orElseThrow(Commit.MovedException::new))
                .value();
    }

    /// Starts another dry run in place of the commit, unless somebody was faster with something else.
    private ProblemException moved(Request request, int dryRun, Mapping mapping) {
        int attempt = RunStore.checkAgain(database.pool(), request.id(), dryRun, mapping, ImportRuns.MOVED)
                .orElseThrow(() -> overtaken(request));
        runs.check(request.id(), attempt, mapping);
        return new ProblemException(Problem.of(
                409,
                "catalog-moved",
                "The catalog moved",
                "It is not at the position of the dry run any more. A new dry run has been started; look at it, and"
                        + " commit that."));
    }

    private ProblemException overtaken(Request request) {
        String status = found(request).path("status").stringValue();
        return Edits.refused("Somebody else works on the import, which is " + status + " now; look at it again.");
    }

    private boolean isHead(Position position) {
        return database.query(
                                "SELECT FROM catalog_head WHERE sync.epoch() || ':' || version = $1",
                                Tuple.of(position.toString()))
                        .size()
                > 0;
    }

    private static Position position(JsonNode json) {
        BodyReader body = BodyReader.of(json);
        String text = body.required("position", body.text("position", MAX_POSITION));
        body.refuseUnknown("a commit", Set.of());
        if (text == null || !body.errors().isEmpty()) {
            throw ProblemException.invalid(body.errors());
        }
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("/position", "must be the position of the dry run");
        }
    }

    private Response report(Request request) {
        requireParameters(request, Set.of());
        UUID id = ImportStore.id(found(request));
        return Response.of(200, "text/csv; charset=utf-8", ImportReport.of(database.pool(), id))
                .with("Content-Disposition", "attachment; filename=\"import-report.csv\"");
    }

    /// Stops what runs, or forgets an import that changed nothing. One that was committed keeps its report.
    private Response cancel(Request request) {
        ObjectNode found = found(request);
        UUID id = ImportStore.id(found);
        if (!RunStore.cancel(database.pool(), id) && !ImportStore.deleteUncommitted(database.pool(), id)) {
            throw Edits.refused("The import is committed; its report stays for a day.");
        }
        return Response.noContent();
    }

    static void requireParameters(Request request, Set<String> known) {
        for (String name : request.query().names()) {
            if (!known.contains(name)) {
                throw Parameters.invalid(name, "is no parameter of this operation");
            }
        }
    }
}

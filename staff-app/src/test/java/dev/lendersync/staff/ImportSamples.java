package dev.lendersync.staff;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.clients.Await;
import java.io.IOException;
import java.util.Map;

/// A sample of every operation of imports and the export.
final class ImportSamples {
    private static final String PRODUCTS = "/api/lender-products";
    private static final String MAPPING = "{\"columns\":{},\"defaults\":{},\"createLenders\":true}";

    private final SampleRows rows;
    private final Map<String, Samples.Maker> makers;

    private ImportSamples(SampleRows rows, Map<String, Samples.Maker> makers) {
        this.rows = rows;
        this.makers = makers;
    }

    static void addTo(Map<String, Samples.Maker> makers, SampleRows rows) {
        new ImportSamples(rows, makers).add();
    }

    private void add() {
        imports();
    }

    private void imports() {
        String all = "/api/imports";
        String one = all + "/{id}";
        makers.put(
                "POST " + all,
                () -> upload().or(415, upload().header("Content-Type", "text/plain"))
                        .or(422, Sample.of(all).raw("\u0000\u0001", "text/csv"))
                        .or(400, upload().at(all + "?nonsense=1")));
        makers.put("GET " + one, () -> Sample.of(SampleRows.one(all, uploaded())));
        makers.put(
                "DELETE " + one,
                () -> Sample.of(SampleRows.one(all, uploaded())).or(409, Sample.of(SampleRows.one(all, committed()))));
        makers.put("PUT " + one + "/mapping", () -> {
            Reply committed = committed();
            return Sample.of(SampleRows.one(all, uploaded()) + "/mapping")
                    .body(MAPPING)
                    .or(
                            409,
                            Sample.of(SampleRows.one(all, committed) + "/mapping")
                                    .body(MAPPING));
        });
        makers.put("GET " + one + "/rows", () -> Sample.of(SampleRows.one(all, uploaded()) + "/rows"));
        makers.put("GET " + one + "/report", () -> Sample.of(SampleRows.one(all, uploaded()) + "/report"));
        makers.put("POST " + one + "/commit", () -> {
            Sample again =
                    Sample.of(SampleRows.one(all, committed()) + "/commit").body("{\"position\":\"abc:1\"}");
            Reply checked = checked();
            return Sample.of(SampleRows.one(all, checked) + "/commit")
                    .body("{\"position\":\"" + checked.text("position") + "\"}")
                    .or(409, again);
        });
        makers.put("GET " + PRODUCTS + "/export", () -> Sample.of(PRODUCTS + "/export"));
    }

    private Sample upload() {
        String row = rows.name("Bank") + "," + rows.name("Imported") + ",TERM_LOAN,CA,no\n";
        return Sample.of("/api/imports")
                .raw("lenderName,name,category,country,requiresReceivables\n" + row, "text/csv");
    }

    private Reply uploaded() throws Exception {
        Sample upload = upload();
        return rows.staff()
                .send(rows.staff()
                        .request("POST", upload.path(), RunningStaff.TOKEN, upload.bytes())
                        .setHeader("Content-Type", "text/csv"));
    }

    private Reply checked() throws Exception {
        String path = SampleRows.one("/api/imports", uploaded());
        rows.staff().call("PUT", path + "/mapping", Json.read(MAPPING));
        return when(path, "CHECKED");
    }

    private Reply committed() throws Exception {
        Reply checked = checked();
        String path = SampleRows.one("/api/imports", checked);
        rows.staff().call("POST", path + "/commit", Map.of("position", checked.text("position")));
        return when(path, "COMMITTED");
    }

    private Reply when(String path, String status) throws Exception {
        Await.until(() -> read(path).text("status").equals(status), path + " is " + status);
        return read(path);
    }

    private Reply read(String path) {
        try {
            return rows.staff().call("GET", path);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.lendersync.staff;

import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.identity.StaffTokens;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A sample of every operation of sessions, users, tokens and the audit log.
final class AccountSamples {
    private static final int MANY = 50;

    private final SampleRows rows;
    private final Map<String, Samples.Maker> makers;

    private AccountSamples(SampleRows rows, Map<String, Samples.Maker> makers) {
        this.rows = rows;
        this.makers = makers;
    }

    static void addTo(Map<String, Samples.Maker> makers, SampleRows rows) {
        new AccountSamples(rows, makers).add();
    }

    private void add() {
        sessions();
        users();
    }

    private void sessions() {
        String login = "{\"email\":\"%s\",\"password\":\"%s\"}";
        makers.put("POST /api/session", () -> {
            Sample good = Sample.of("/api/session")
                    .body(login.formatted(RunningStaff.ADMIN_EMAIL, RunningStaff.ADMIN_PASSWORD));
            Sample bad = good.body(login.formatted("nobody@example.com", "wrong wrong wrong"));
            Sample often = good.body(login.formatted("often@example.com", "wrong wrong wrong"));
            int status = 401;
            for (int i = 0; i < MANY && status == 401; i++) {
                status = rows.staff()
                        .call("POST", "/api/session", often.object())
                        .status();
            }
            return good.or(401, bad).or(429, often).or(403, good.header("Origin", "https://elsewhere.example"));
        });
        makers.put("GET /api/session", () -> rows.asUser(Sample.of("/api/session")));
        makers.put("DELETE /api/session", () -> rows.asUser(Sample.of("/api/session")));
        makers.put("GET /api/sessions", () -> rows.asUser(Sample.of("/api/sessions")));
        makers.put("DELETE /api/sessions/{id}", () -> {
            Sample own = rows.asUser(Sample.of("/api/sessions"));
            String id = rows.staff().database().text("SELECT id FROM staff_session ORDER BY created_at DESC LIMIT 1");
            return own.at("/api/sessions/" + id);
        });
        makers.put("PUT /api/session/password", () -> {
            String change = "{\"current\":\"%s\",\"next\":\"another good password\"}";
            Sample often = rows.asUser(Sample.of("/api/session/password")).body(change.formatted("wrong wrong wrong"));
            int status = 422;
            for (int i = 0; i < MANY && status != 429; i++) {
                status = rows.send("PUT", often).status();
            }
            return rows.asUser(Sample.of("/api/session/password"))
                    .body(change.formatted(SampleRows.PASSWORD))
                    .or(429, often);
        });
        makers.put("POST /api/welcome", () -> {
            String link = rows.staff()
                    .call("POST", "/api/users", rows.userBody("viewer"))
                    .text("inviteLink");
            String body = "{\"token\":\"%s\",\"password\":\"" + SampleRows.PASSWORD + "\"}";
            Sample good = Sample.of("/api/welcome").body(body.formatted(link.substring(link.indexOf('#') + 1)));
            return good.or(401, good.body(body.formatted("x".repeat(40))))
                    .or(403, good.header("Origin", "https://elsewhere.example"));
        });
    }

    private void users() {
        String all = "/api/users";
        String one = all + "/{id}";
        makers.put("GET " + all, () -> Sample.of(all));
        makers.put("POST " + all, () -> {
            Sample good = Sample.of(all).body(rows.userBody("viewer"));
            ObjectNode taken = rows.userBody("viewer").put("email", rows.user().text("email"));
            return good.or(409, good.body(taken));
        });
        makers.put("GET " + one, () -> Sample.of(SampleRows.one(all, rows.user())));
        makers.put("PUT " + one, () -> {
            Reply user = rows.user();
            Reply admin = rows.staff().call("GET", all + "/" + rows.adminId());
            String edit = "{\"name\":\"Edited\",\"role\":\"editor\",\"active\":true}";
            Sample last = Sample.of(SampleRows.one(all, admin))
                    .ifMatch(admin.revision())
                    .body(edit);
            return Sample.of(SampleRows.one(all, user))
                    .ifMatch(user.revision())
                    .body(edit)
                    .or(409, last);
        });
        makers.put(
                "DELETE " + one,
                () -> Sample.of(SampleRows.one(all, rows.user())).or(409, Sample.of(all + "/" + rows.adminId())));
        makers.put("POST " + one + "/invite", () -> {
            Reply inactive = rows.user();
            String edit = "{\"name\":\"Gone\",\"role\":\"viewer\",\"active\":false}";
            rows.staff()
                    .call(
                            "PUT",
                            SampleRows.one(all, inactive),
                            Sample.of("").body(edit).object(),
                            "If-Match",
                            inactive.revision());
            return Sample.of(SampleRows.one(all, rows.user()) + "/invite")
                    .or(409, Sample.of(SampleRows.one(all, inactive) + "/invite"));
        });
        makers.put("GET /api/tokens", () -> Sample.of("/api/tokens").or(400, Sample.of("/api/tokens?all=maybe")));
        makers.put("POST /api/tokens", () -> {
            String token = "{\"name\":\"Script\",\"role\":\"viewer\",\"expiresInDays\":30}";
            Sample many = rows.asUser(Sample.of("/api/tokens")).body(token);
            for (int i = 0; i < StaffTokens.MAX_OF_OWNER; i++) {
                rows.send("POST", many);
            }
            return Sample.of("/api/tokens").body(token).or(409, many);
        });
        makers.put("DELETE /api/tokens/{id}", () -> {
            Reply token = rows.staff()
                    .call(
                            "POST",
                            "/api/tokens",
                            Sample.of("")
                                    .body("{\"name\":\"t\",\"role\":\"viewer\"}")
                                    .object());
            return Sample.of("/api/tokens/" + token.text("id"));
        });
        makers.put("GET /api/audit", () -> Sample.of("/api/audit"));
    }
}

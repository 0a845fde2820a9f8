package dev.lendersync.staff;

import dev.lendersync.staff.RunningStaff.Reply;
import java.util.Map;

/// A sample of every operation of clients.
final class ClientSamples {
    private static final String CLIENTS = "/api/clients";
    private static final int MANY = 50;

    private final SampleRows rows;
    private final Map<String, Samples.Maker> makers;

    private ClientSamples(SampleRows rows, Map<String, Samples.Maker> makers) {
        this.rows = rows;
        this.makers = makers;
    }

    static void addTo(Map<String, Samples.Maker> makers, SampleRows rows) {
        new ClientSamples(rows, makers).add();
    }

    private void add() {
        clients();
    }

    private void clients() {
        String one = CLIENTS + "/{id}";
        makers.put("GET " + CLIENTS, () -> Sample.of(CLIENTS));
        makers.put("POST " + CLIENTS, () -> Sample.of(CLIENTS).body(rows.clientBody()));
        makers.put("GET " + one, () -> Sample.of(SampleRows.one(CLIENTS, rows.client())));
        makers.put("PUT " + one, () -> {
            Reply client = rows.client();
            return Sample.of(SampleRows.one(CLIENTS, client))
                    .body(rows.clientBody())
                    .ifMatch(client.revision());
        });
        makers.put("DELETE " + one, () -> Sample.of(SampleRows.one(CLIENTS, rows.client())));
        makers.put("POST " + one + "/pause", () -> Sample.of(SampleRows.one(CLIENTS, rows.client()) + "/pause"));
        makers.put("POST " + one + "/resume", () -> Sample.of(SampleRows.one(CLIENTS, rows.client()) + "/resume"));
        for (String what : new String[] {"api-key", "webhook-secret"}) {
            makers.put("POST " + one + "/rotate-" + what, () -> {
                Reply often = rows.client();
                String path = SampleRows.one(CLIENTS, often) + "/rotate-" + what;
                int status = 200;
                // Until there are too many that are good at once.
                for (int i = 0; i < MANY && status == 200; i++) {
                    status = rows.staff().call("POST", path).status();
                }
                return Sample.of(SampleRows.one(CLIENTS, rows.client()) + "/rotate-" + what)
                        .body("{\"overlapHours\":1}")
                        .or(409, Sample.of(path));
            });
        }
        makers.put(
                "GET " + one + "/deliveries", () -> Sample.of(SampleRows.one(CLIENTS, rows.client()) + "/deliveries"));
        makers.put("POST " + one + "/deliveries/{delivery}/resend", () -> {
            Reply client = rows.client();
            rows.staff()
                    .database()
                    .run("INSERT INTO delivery_attempt (client_id, request_id, position, attempt, outcome, ended_at)"
                            + " VALUES ('" + client.text("id") + "', 'r', 'x:1', 1, 'FAILED', now())");
            String delivery = rows.staff()
                    .database()
                    .text("SELECT id FROM delivery_attempt WHERE client_id = '" + client.text("id") + "' LIMIT 1");
            return Sample.of(SampleRows.one(CLIENTS, client) + "/deliveries/" + delivery + "/resend");
        });
    }
}

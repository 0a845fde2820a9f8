import { describe, expect, test } from "vitest";
import type { Client } from "../src/api/types";
import {
  attempts,
  distance,
  due,
  environment,
  failure,
  instancesOf,
  summary,
  transport,
  version,
} from "../src/clients/words";

const EPOCH = "0b9e6f0e-5d1c-4a53-9f0a-6a2f3f8a1c11";
const NOW = Date.parse("2026-03-01T12:00:00Z");

function client(over: Partial<Client> = {}): Client {
  return {
    id: "c1",
    name: "Portal",
    baseUrl: "http://127.0.0.1:8081",
    status: "ACTIVE",
    revision: 1,
    createdAt: "2026-02-01T00:00:00Z",
    state: "in-step",
    versionsBehind: 0,
    live: true,
    applied: { position: `${EPOCH}:12`, at: "2026-03-01T11:59:00Z", lagMillis: 42 },
    delivery: { failures: 0 },
    instances: [],
    ...over,
  };
}

describe("the fleet in words", () => {
  test("a version is the number after the epoch, grouped", () => {
    expect(version(`${EPOCH}:1234567`)).toBe("1,234,567");
  });

  test("those in step are counted by their proof, paused ones apart", () => {
    const behind = client({ applied: { position: `${EPOCH}:11`, at: "2026-03-01T11:00:00Z" } });
    const otherEpoch = client({ applied: { position: "other:99", at: "2026-03-01T11:00:00Z" } });
    const fleet = [client(), behind, otherEpoch, client({ status: "PAUSED" })];
    expect(summary(fleet, `${EPOCH}:12`)).toBe("1 of 3 in step · 1 paused");
    expect(summary([client()], `${EPOCH}:12`)).toBe("1 of 1 in step");
  });

  test("distance tells what is missing, and nothing when nothing is", () => {
    expect(distance(client())).toBeNull();
    expect(distance(client({ versionsBehind: 1 }))).toBe("1 version behind");
    expect(distance(client({ versionsBehind: 1200 }))).toBe("1,200 versions behind");
    expect(distance(client({ versionsBehind: null }))).toMatch(/before a restore/);
    expect(distance(client({ applied: null, versionsBehind: null }))).toBe("Nothing proven yet");
  });

  test("transport is the fastest that works now", () => {
    const accepted = { position: `${EPOCH}:12`, at: "2026-03-01T11:59:00Z" };
    expect(transport(client())).toBe("Live feed");
    expect(transport(client({ live: false, accepted }))).toBe("Webhook");
    expect(transport(client({ live: false, accepted, fetched: accepted, delivery: { failures: 2 } }))).toBe("Polling");
    expect(transport(client({ live: false }))).toBe("None yet");
    expect(transport(client({ status: "PAUSED" }))).toBe("None");
  });

  test("instances are counted, the live ones first", () => {
    expect(instancesOf(client())).toBe("None yet");
    expect(
      instancesOf(
        client({
          instances: [
            { instance: "a", live: true },
            { instance: "b", live: false },
          ],
        }),
      ),
    ).toBe("1 of 2 live");
  });
});

describe("failures", () => {
  const failing = client({
    state: "retrying",
    delivery: {
      failures: 3,
      failingSince: "2026-03-01T11:50:00Z",
      lastError: "connection refused",
      nextAttemptAt: "2026-03-01T12:00:08Z",
    },
  });

  test("say why, how often, since when and what comes next", () => {
    expect(failure(failing)).toBe("connection refused");
    expect(attempts(failing, NOW)).toBe("failed 3 times, the first 10 min. ago · next attempt in 8 s");
  });

  test("say the status when there is no text", () => {
    expect(failure(client({ delivery: { failures: 1, lastStatus: 500 } }))).toBe("Its endpoint answered 500");
  });

  test("are none when notices are taken", () => {
    expect(failure(client())).toBeNull();
  });

  test("of one that wants no more promise no attempt", () => {
    const stopped = client({
      state: "suspended",
      delivery: { failures: 1, lastStatus: 410, suspendedAt: "2026-03-01T11:50:00Z" },
    });
    expect(attempts(stopped, NOW)).toBe("failed once · not tried again by itself");
  });

  test("are none of one that is told nothing", () => {
    expect(failure({ ...failing, status: "PAUSED" })).toBeNull();
  });

  test("what is due is due now, never in the past", () => {
    expect(due("2026-03-01T11:59:00Z", NOW)).toBe("now");
    expect(due("2026-03-01T12:05:00Z", NOW)).toBe("in 5 min.");
  });
});

describe("the environment to paste", () => {
  const both = { apiKey: "lsk_a", webhookSecret: "whsec_b+/=" };

  test("holds what a client app reads", () => {
    expect(environment("https://staff.example.com", "http://10.0.0.7:9000/portal", both)).toBe(
      "STAFF_API_URL=https://staff.example.com\nSTAFF_API_KEY=lsk_a\nWEBHOOK_SECRET=whsec_b+/=\nCLIENT_PORT=9000",
    );
  });

  test("does not take the port of a proxy for the app's own", () => {
    expect(environment("http://s", "https://portal.example.com:8443", both)).toMatch(/CLIENT_PORT=8081$/);
    expect(environment("http://s", "http://portal.example.com", both)).toMatch(/CLIENT_PORT=8081$/);
  });

  test("of what was made anew is that alone", () => {
    expect(environment("http://s", "http://c:1", { apiKey: "lsk_a" })).toBe("STAFF_API_KEY=lsk_a");
    expect(environment("http://s", "http://c:1", { webhookSecret: "whsec_b" })).toBe("WEBHOOK_SECRET=whsec_b");
  });
});

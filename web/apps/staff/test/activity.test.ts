import { describe, expect, it } from "vitest";
import { actionWords, detailWords, subjectName } from "../src/activity/audit";
import { byDay } from "../src/activity/entries";
import {
  actorOf,
  cleared,
  isNarrowed,
  queryOf,
  readSearch,
  readView,
  startOf,
  writeView,
} from "../src/activity/filters";

describe("the address of the activity page", () => {
  it("keeps the tab and what it is narrowed to", () => {
    const search = { tab: "audit", actor: "staff:ana@example.com", action: "login", from: "2026-11-01" };
    expect(writeView(readView(search))).toEqual(search);
  });

  it("leaves out what the tab has not, and what is no text", () => {
    expect(writeView(readView({ tab: "catalog", action: "login", source: "import", to: ["x"] }))).toEqual({
      source: "import",
    });
    expect(readView({ tab: "nonsense" }).tab).toBe("catalog");
  });

  it("is read as somebody typed it: what looks like a number is text", () => {
    expect(readSearch({ actor: 42, subject: "lender", nonsense: "x", to: "" })).toEqual({
      actor: "42",
      subject: "lender",
    });
  });

  it("is narrow until it is cleared, and then on the same tab", () => {
    const view = readView({ tab: "audit", action: "login" });
    expect(isNarrowed(view)).toBe(true);
    expect(isNarrowed(cleared(view))).toBe(false);
    expect(cleared(view).tab).toBe("audit");
  });
});

describe("what the server is asked", () => {
  it("has whole days where the browser is: the last day counts to its end", () => {
    const query = new URLSearchParams(queryOf(readView({ from: "2026-11-24", to: "2026-11-30" })));
    expect(query.get("from")).toBe(new Date(2026, 10, 24).toISOString());
    expect(query.get("to")).toBe(new Date(2026, 11, 1).toISOString());
  });

  it("leaves out half a date", () => {
    expect(startOf("2026-")).toBeNull();
    expect(queryOf(readView({ from: "soon", operation: "DELETE" }))).toBe("operation=DELETE");
  });

  it("names people as the server does", () => {
    const known = ["staff:ana@example.com", "server", "client:Portal"];
    expect(actorOf(" ana@example.com ", known)).toBe("staff:ana@example.com");
    expect(actorOf("Portal", known)).toBe("client:Portal");
    expect(actorOf("server", known)).toBe("server");
    expect(actorOf("ben@example.com", known)).toBe("staff:ben@example.com");
    expect(actorOf("client:Other", known)).toBe("client:Other");
    expect(actorOf("  ", known)).toBe("");
  });
});

describe("entries", () => {
  it("are grouped by day in their order", () => {
    const at = (day: number, hour: number) => ({ at: new Date(2026, 10, day, hour).toISOString() });
    const days = byDay([at(25, 9), at(25, 1), at(24, 23)]);
    expect(days.map(({ items }) => items.length)).toEqual([2, 1]);
    expect(days[0]?.day).toBe("Wednesday, November 25, 2026");
  });

  it("of the audit log are words", () => {
    expect(actionWords("user-edited")).toBe("changed a user");
    expect(actionWords("moon-landed")).toBe("moon landed");
    expect(subjectName("user:1", [{ id: "1", email: "ana@example.com" }], [])).toBe("ana@example.com");
    expect(subjectName("client:2", [], [{ id: "2", name: "Portal" }])).toBe("Portal");
    expect(subjectName("user:9", [], [])).toBe("");
    expect(detailWords({ email: "ana@example.com", role: "editor", active: false }, "ana@example.com")).toBe(
      "role editor · active no",
    );
  });
});

import { describe, expect, it } from "vitest";
import { browserOf } from "../src/settings/browser";
import { readSearch } from "../src/settings/tabs";
import { expiryWords } from "../src/settings/tokens";
import { roleChoices, stateOf } from "../src/settings/users";

const NOW = Date.parse("2026-11-25T12:00:00Z");

describe("a user", () => {
  it("is active, invited, without a valid invitation or deactivated", () => {
    const user = { active: true, hasPassword: false, inviteExpiresAt: "2026-12-01T00:00:00Z" };
    expect(stateOf(user, NOW)).toBe("Invited");
    expect(stateOf({ ...user, inviteExpiresAt: "2026-11-25T12:00:00Z" }, NOW)).toBe("Needs invitation");
    expect(stateOf({ ...user, inviteExpiresAt: null }, NOW)).toBe("Needs invitation");
    expect(stateOf({ ...user, hasPassword: true }, NOW)).toBe("Active");
    expect(stateOf({ ...user, hasPassword: true, active: false }, NOW)).toBe("Deactivated");
  });

  it("gives nobody more than his own role", () => {
    expect(roleChoices("editor").map(({ value }) => value)).toEqual(["viewer", "editor"]);
    expect(roleChoices()).toHaveLength(3);
  });
});

describe("a token", () => {
  it("says when it ends", () => {
    expect(expiryWords(null, NOW)).toBe("Never");
    expect(expiryWords("2026-11-25T12:00:00Z", NOW)).toBe("Expired");
    expect(expiryWords("2027-02-23T15:29:49Z", NOW)).toBe("Feb 23, 2027");
  });
});

describe("the address of the settings", () => {
  it("keeps a tab that is there", () => {
    expect(readSearch({ tab: "sessions", x: 1 })).toEqual({ tab: "sessions" });
    expect(readSearch({ tab: "nonsense" })).toEqual({});
  });
});

describe("a session", () => {
  it.each([
    ["Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
      "Edge on Windows",
    ],
    ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome on Android"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1",
      "Safari on iOS",
    ],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.0 Safari/605.1", "Safari on macOS"],
    ["curl/7.88.1", "curl"],
    ["", "Unknown browser"],
  ])("of %s", (userAgent, words) => {
    expect(browserOf(userAgent)).toBe(words);
  });
});

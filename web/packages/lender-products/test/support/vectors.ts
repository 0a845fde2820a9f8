import { readFileSync } from "node:fs";

const RESOURCES = new URL("../../../../../protocol/src/test/resources/", import.meta.url);

/** A file that the Java tests read too. */
export const shared = (path: string): string => readFileSync(new URL(path, RESOURCES), "utf8");

export const sharedJson = (path: string) => JSON.parse(shared(path));

export const SPEC = readFileSync(new URL("../../../../../docs/protocol/SPEC.md", import.meta.url), "utf8");

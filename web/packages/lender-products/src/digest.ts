/** 64 lower-case hex digits: the sum of a catalog's product hashes, modulo 2^256. */
export type Digest = string;

export const isDigest = (value: unknown): value is Digest => /^[0-9a-f]{64}$/.test(value as string);

export const toDigest = (sum: bigint): Digest => BigInt.asUintN(256, sum).toString(16).padStart(64, "0");

export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => ArrayBuffer | Promise<ArrayBuffer>;

/** The browser's own; pages without it (plain HTTP on another host than localhost) load ours. */
export const sha256: Sha256 = async (bytes) =>
  globalThis.crypto?.subtle ? crypto.subtle.digest("SHA-256", bytes) : (await import("./sha256.js")).sha256(bytes);

/** The SHA-256 of a text's UTF-8 bytes, as an integer. */
export async function hash(text: string, by: Sha256): Promise<bigint> {
  const words = new DataView(await by(new TextEncoder().encode(text)));
  let sum = 0n;
  for (let at = 0; at < 32; at += 8) sum = (sum << 64n) | words.getBigUint64(at);
  return sum;
}

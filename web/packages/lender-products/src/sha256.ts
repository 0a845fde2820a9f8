const rotate = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

/** The first 32 bits of the fractional part, as FIPS 180-4 derives its constants. */
const fraction = (x: number) => ((x - Math.floor(x)) * 2 ** 32) | 0;

const ROUND: number[] = [];
const START: number[] = [];
for (let n = 2; ROUND.length < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) prime &&= n % d > 0;
  if (prime) {
    if (START.length < 8) START.push(fraction(Math.sqrt(n)));
    ROUND.push(fraction(Math.cbrt(n)));
  }
}

/** SHA-256 (FIPS 180-4) in plain JavaScript, for pages to which the browser gives no `crypto.subtle`. */
export function sha256(bytes: Uint8Array): ArrayBuffer {
  const size = (bytes.length + 72) & ~63;
  const message = new Uint8Array(size);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setBigUint64(size - 8, BigInt(bytes.length) * 8n);
  const state = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let block = 0; block < size; block += 64) mix(state, w, view, block);
  const result = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => {
    result.setInt32(i * 4, word);
  });
  return result.buffer;
}

function mix(state: Int32Array, w: Int32Array, view: DataView, block: number) {
  const at = (words: Int32Array | number[], i: number) => words[i] as number;
  for (let i = 0; i < 64; i++) {
    if (i < 16) {
      w[i] = view.getInt32(block + i * 4);
    } else {
      const x = at(w, i - 15);
      const y = at(w, i - 2);
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
    }
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(ROUND, i) + at(w, i)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = at(state, i) + word;
  });
}

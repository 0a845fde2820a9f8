// Prints ecmascript-numbers.txt: doubles as 16 hex digits of their bits, and as JavaScript writes them.
//   node ecmascript-numbers.mjs > ecmascript-numbers.txt
const view = new DataView(new ArrayBuffer(8));
const all = new Map();
const add = (bits) => {
  view.setBigUint64(0, bits);
  const value = view.getFloat64(0);
  if (Number.isFinite(value)) all.set(bits.toString(16).padStart(16, "0"), String(value));
};
const addAround = (value) => {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  for (const neighbour of [-1n, 0n, 1n]) if (bits + neighbour >= 0n) add(bits + neighbour);
};
let state = 20261122n;
const mask = (1n << 64n) - 1n;
const random = () => {
  state = (state + 0x9e3779b97f4a7c15n) & mask;
  let z = state;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
  return z ^ (z >> 31n);
};

for (let bits = 0n; bits <= 260n; bits++) add(bits); // the smallest: one and two digits
for (let power = -323; power <= 308; power += power > -30 && power < 30 ? 1 : 11) addAround(Number(`1e${power}`));
for (let power = -1074; power <= 1023; power += 13) addAround(2 ** power);
for (const value of [2 ** 53, 1e21, 1e-6, 1e-7, 0.1, 0.3, 4.5, 9.5, 1.7976931348623157e308]) addAround(value);
for (let i = 0; i < 300; i++) add(random() >> 12n >> (random() % 52n)); // subnormal
for (let i = 0; i < 840; i++) add(random());
for (let i = 0; i < 200; i++) addAround(Number(random() % 100000000n) / 10 ** Number(random() % 9n));

for (const [bits, text] of all) console.log(bits, text);

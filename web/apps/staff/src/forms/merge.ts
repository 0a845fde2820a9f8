const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export type FieldOf<V> = keyof V & string;

const fieldsOf = <V extends object>(values: V) => Object.keys(values) as FieldOf<V>[];

export interface Difference<V> {
  field: FieldOf<V>;
  /** `both`: he and I changed it, differently, and somebody has to choose. */
  by: "me" | "other" | "both";
  base: unknown;
  mine: unknown;
  other: unknown;
}

/** What two people made of the same thing, against what both began with. */
export function threeWay<V extends object>(base: V, mine: V, other: V): Difference<V>[] {
  return fieldsOf(base).flatMap((field): Difference<V>[] => {
    const values = { field, base: base[field], mine: mine[field], other: other[field] };
    const isMine = !isSame(values.base, values.mine);
    const isOther = !isSame(values.base, values.other);
    if (isSame(values.mine, values.other) || !(isMine || isOther)) return [];
    return [{ ...values, by: isMine && isOther ? "both" : isMine ? "me" : "other" }];
  });
}

export type Choices<V> = Partial<Record<FieldOf<V>, "mine" | "other">>;

/** Both edits in one: what only one of us changed is taken; where both did, `choices` decides. */
export function merged<V extends object>(other: V, differences: readonly Difference<V>[], choices: Choices<V>): V {
  const mine = differences.filter(({ by, field }) => by === "me" || (by === "both" && choices[field] === "mine"));
  return { ...other, ...Object.fromEntries(mine.map((difference) => [difference.field, difference.mine])) };
}

export const changedFields = <V extends object>(before: V, after: V): FieldOf<V>[] =>
  fieldsOf(before).filter((field) => !isSame(before[field], after[field]));

/** What was saved, with what somebody typed between the sending and the answer. */
export function withTyped<V extends object>(saved: V, sent: V, typed: V): V {
  return { ...saved, ...Object.fromEntries(changedFields(sent, typed).map((field) => [field, typed[field]])) };
}

import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { LenderProduct } from "lender-products";
import type { Enquiry } from "lender-products/rules";
import type { CSSProperties, ReactNode } from "react";
import { Estimate } from "./Estimate";
import { type Fact, MAIN_FACTS, MORE_FACTS } from "./facts";
import type { Judged } from "./judge";
import { Reasons } from "./Reasons";
import { remove, type Selected, type Selection } from "./selection";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const { selection: T, facts: F } = TEXTS;

interface ComparisonProps {
  readonly selection: Selection;
  readonly enquiry: Enquiry;
  readonly judge: (product: LenderProduct) => Judged;
}

export function Comparison({ selection, enquiry, judge }: ComparisonProps) {
  const words = useWords();
  const { selected } = selection;
  const row = (label: string, cell: (one: Selected) => ReactNode) => (
    <tr key={label}>
      <th scope="row">{label}</th>
      {selected.map((one) => (
        <td key={one.id} data-gone={one.now ? undefined : true}>
          {cell(one)}
        </td>
      ))}
    </tr>
  );
  const facts = (some: readonly Fact[]) =>
    some.map((fact) => row(fact.label, ({ now, seen }) => fact.text(now ?? seen, words)));
  return (
    <div>
      <h2 id="compare">{T.compare}</h2>
      {/* Scrolls sideways where it is narrow, with the keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: else it could not be scrolled without a pointer */}
      <section className="scroll" tabIndex={0} aria-labelledby="compare">
        <table className="comparison" style={{ "--columns": selected.length } as CSSProperties}>
          <thead>
            <tr>
              <th scope="col">{T.product}</th>
              {selected.map(({ id, now, seen }) => (
                <th key={id} scope="col" data-gone={now ? undefined : true}>
                  <span className="column">
                    {(now ?? seen).name}
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={T.remove(seen.name)}
                      onClick={() => remove(id)}
                    >
                      <IconX size={16} aria-hidden="true" />
                    </ActionIcon>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {row(F.lenderName, ({ now, seen }) => (now ?? seen).lenderName)}
            {row(F.category, ({ now, seen }) => words.label((now ?? seen).category))}
            {row(F.verdict, ({ now }) => (now ? <ForYou judged={judge(now)} /> : <strong>{T.gone}</strong>))}
            {facts(MAIN_FACTS)}
            {row(TEXTS.estimate.heading, ({ now }) => now && <Estimate product={now} enquiry={enquiry} />)}
            {facts(MORE_FACTS)}
          </tbody>
        </table>
      </section>
      <p className="hint">{TEXTS.estimate.disclaimer}</p>
    </div>
  );
}

function ForYou({ judged }: { readonly judged: Judged }) {
  const { verdict } = judged.eligibility;
  return (
    <>
      <strong className="verdict" data-verdict={verdict}>
        {TEXTS.verdicts[verdict]}
      </strong>
      <Reasons judged={judged} />
    </>
  );
}

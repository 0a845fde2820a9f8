import { Button, Group, Textarea, TextInput } from "@mantine/core";
import type { LenderProduct } from "lender-products";
import type { Enquiry } from "lender-products/rules";
import { useState } from "react";
import { type Details, details, EMPTY_DETAILS, summary } from "./application";
import { useStored } from "./stored";
import { TEXTS } from "./texts";
import { useWords } from "./words";

const { application: T } = TEXTS;
/** The tokens by which browsers fill fields in. */
const FIELDS = [
  ["businessName", "organization", "text"],
  ["contactName", "name", "text"],
  ["email", "email", "email"],
  ["phone", "tel", "tel"],
] as const satisfies readonly (readonly [keyof Details, string, string])[];

/** What the applicant says of himself. It stays whatever becomes of the products, the page and the network. */
export function ApplicationForm({
  products,
  enquiry,
}: {
  readonly products: readonly LenderProduct[];
  readonly enquiry: Enquiry;
}) {
  const typed = useStored(details);
  const words = useWords();
  const [copied, setCopied] = useState<string>();
  const change = (member: keyof Details, value: string) => details.set({ ...details.get(), [member]: value });
  const copy = () =>
    navigator.clipboard.writeText(summary(typed, products, enquiry, words)).then(
      () => setCopied(T.copied),
      () => setCopied(T.copyFailed),
    );
  return (
    <section aria-labelledby="application" className="application">
      <h2 id="application">{T.heading}</h2>
      <p className="hint">{T.privacy}</p>
      <form className="fields" onSubmit={(event) => event.preventDefault()}>
        {FIELDS.map(([member, autoComplete, type]) => (
          <TextInput
            key={member}
            label={T[member]}
            type={type}
            autoComplete={autoComplete}
            value={typed[member]}
            onChange={(event) => change(member, event.currentTarget.value)}
          />
        ))}
        <Textarea
          className="notes"
          label={T.notes}
          description={T.notesHint}
          rows={5}
          value={typed.notes}
          onChange={(event) => change("notes", event.currentTarget.value)}
        />
      </form>
      <Group>
        <Button onClick={copy}>{T.copy}</Button>
        <Button variant="default" onClick={() => print()}>
          {T.print}
        </Button>
        <Clear />
        <span role="status">{copied}</span>
      </Group>
    </section>
  );
}

/** Asks first. */
function Clear() {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <Button variant="subtle" onClick={() => setAsked(true)}>
        {T.clear}
      </Button>
    );
  }
  return (
    <>
      <span>{T.clearAsk}</span>
      <Button
        variant="default"
        onClick={() => {
          details.set(EMPTY_DETAILS);
          setAsked(false);
        }}
      >
        {T.clearYes}
      </Button>
      <Button variant="subtle" autoFocus onClick={() => setAsked(false)}>
        {T.clearNo}
      </Button>
    </>
  );
}

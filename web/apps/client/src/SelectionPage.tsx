import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { LenderProduct } from "lender-products";
import { ApplicationForm } from "./ApplicationForm";
import type { Navigation } from "./address";
import { Comparison } from "./Comparison";
import { Documents } from "./Documents";
import type { Judged } from "./judge";
import type { Selection } from "./selection";
import { TEXTS } from "./texts";

const { selection: T } = TEXTS;

interface SelectionPageProps {
  readonly address: Navigation;
  readonly selection: Selection;
  readonly judge: (product: LenderProduct) => Judged;
}

/** The selected products side by side, what to have ready, and what the applicant says. */
export function SelectionPage({ address, selection, judge }: SelectionPageProps) {
  const { selected } = selection;
  const offered = selected.flatMap(({ now }) => now ?? []);
  return (
    <main id="main" className="selection" tabIndex={-1}>
      <Button
        variant="subtle"
        className="back"
        leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
        onClick={() => address.go({ view: "list" })}
      >
        {T.back}
      </Button>
      <h1 tabIndex={-1}>{T.heading}</h1>
      {selected.length === 0 ? (
        <p>{T.none}</p>
      ) : (
        <>
          <Comparison selection={selection} enquiry={address.enquiry} judge={judge} />
          <Documents products={offered} amount={address.enquiry.amount} />
        </>
      )}
      <ApplicationForm products={offered} enquiry={address.enquiry} />
    </main>
  );
}

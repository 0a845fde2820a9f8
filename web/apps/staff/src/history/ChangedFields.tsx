import { useLabels } from "../api/queries";
import { lenderLabel } from "../lenders/form";
import { FieldValue } from "../products/FieldValue";
import { fieldLabel } from "../products/form";
import classes from "./ChangedFields.module.css";
import type { HistoryEntry } from "./entries";

/** What became of each field. What was added was nothing before, and that is not worth a word. */
export function ChangedFields({ entry: { subject, operation, changes } }: { entry: HistoryEntry }) {
  const label = useLabels();
  const value = (field: string, of: unknown) =>
    subject === "lender" && field === "status" && typeof of === "string" ? (
      label("lenderStatuses", of)
    ) : (
      <FieldValue field={field} value={of} />
    );
  return (
    <ul className={classes.fields}>
      {changes.map(({ field: pointer, from, to }) => {
        const field = pointer.slice(1);
        return (
          <li key={field}>
            {(subject === "lender" && lenderLabel(field)) || fieldLabel(field)}:{" "}
            {operation !== "INSERT" && <s className="quiet">{value(field, from)}</s>}
            {operation === "UPDATE" && " → "}
            {operation !== "DELETE" && value(field, to)}
          </li>
        );
      })}
    </ul>
  );
}

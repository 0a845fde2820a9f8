import { useLabels } from "../api/queries";
import classes from "./StatusBadge.module.css";

/** The status of a product or a lender. */
export function StatusBadge({ status }: { status: string | undefined }) {
  const label = useLabels();
  const list = status === "ACTIVE" ? "lenderStatuses" : "productStatuses";
  return (
    <span className={classes.status} data-status={status}>
      {label(list, status)}
    </span>
  );
}

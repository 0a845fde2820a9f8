import { useReferenceData } from "../api/queries";
import { FieldValue } from "../products/FieldValue";
import { fieldLabel } from "../products/form";
import classes from "./ImportPage.module.css";
import { OUTCOMES, type Row } from "./imports";
import { type Place, placeOf, wordsOf } from "./problems";

interface Props {
  row: Row;
  /** Null when nothing can be mended any more. */
  onMend: ((place: Place) => void) | null;
}

export function OutcomeRow({ row, onMend }: Props) {
  return (
    <tr>
      <td className="numbers">{row.row}</td>
      <td className="stored">{row.name || <span className="quiet">no name</span>}</td>
      <td>
        <span data-outcome={row.outcome} className={classes.outcome}>
          {OUTCOMES.find(({ value }) => value === row.outcome)?.label}
        </span>
        <ul className={classes.problems}>
          {row.problems.map((problem) => (
            <Problem key={`${problem.cell}${problem.detail}`} problem={problem} onMend={onMend} />
          ))}
          {row.outcome === "changed" &&
            row.changes.map(({ field: pointer, from, to }) => {
              const field = pointer.slice(1);
              return (
                <li key={field}>
                  {fieldLabel(field)}:{" "}
                  <s className="quiet">
                    <FieldValue field={field} value={from} />
                  </s>{" "}
                  → <FieldValue field={field} value={to} />
                </li>
              );
            })}
        </ul>
      </td>
    </tr>
  );
}

function mending(place: Place): string {
  if (place === "new lenders") return "Add new lenders";
  return "column" in place ? "Change the column" : "State it for all rows";
}

function Problem({ problem, onMend }: { problem: Row["problems"][number] } & Pick<Props, "onMend">) {
  const codes = useReferenceData();
  const { cell, column, value } = problem;
  const place = placeOf(problem);
  return (
    <li>
      {cell && <span className={`code ${classes.cell}`}>{cell}</span>} {column && <b>{column} </b>}
      {value !== null && <q className="stored">{value}</q>} {wordsOf(problem, codes)}
      {place && onMend && " "}
      {place && onMend && (
        <button type="button" className={`plain ${classes.mend}`} onClick={() => onMend(place)}>
          {mending(place)}
        </button>
      )}
    </li>
  );
}

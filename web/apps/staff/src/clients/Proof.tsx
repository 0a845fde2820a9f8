import { ago, moment } from "../ui/format";
import { version } from "./words";

/** A position and when it was reached; the whole of both on hover. */
export function Proof({ of, now }: { of: { position: string; at: string } | null | undefined; now: number }) {
  if (!of) return <span className="quiet">–</span>;
  return (
    <span className="numbers" style={{ whiteSpace: "nowrap" }} title={`${of.position}, ${moment(of.at)}`}>
      {version(of.position)} <span className="quiet">· {ago(of.at, now)}</span>
    </span>
  );
}

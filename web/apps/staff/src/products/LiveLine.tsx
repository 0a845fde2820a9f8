import { useEffect, useState } from "react";
import { useFleet } from "../api/queries";
import { millis } from "../ui/format";
import { type Proof, proofOf } from "./proof";

/** After a save: how many client apps have proven that they hold it, and how long the slowest took. */
export function LiveLine({ position }: { position: string }) {
  const fleet = useFleet().data;
  const [proof, setProof] = useState<Proof | null>(null);
  useEffect(() => {
    if (fleet) setProof((before) => proofOf(position, fleet.items, before));
  }, [fleet, position]);
  return (
    <div role="status" className="quiet numbers">
      {words(proof)}
    </div>
  );
}

function words(proof: Proof | null): string {
  if (!proof || proof.apps === 0) return proof ? "Saved. No client app is registered." : "Saved";
  const count = `${proof.proven} of ${proof.apps} client ${proof.apps === 1 ? "app" : "apps"}`;
  return proof.lagMillis === null ? `Live on ${count}` : `Live on ${count} · ${millis(proof.lagMillis)}`;
}

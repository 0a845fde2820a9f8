import { Skeleton } from "@mantine/core";

/** What is on its way, in the place and about the size that it will have. */
export function Waiting({ label, rows = 8 }: { label: string; rows?: number }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={row} height={18} my={12} width={`${70 - (row % 3) * 12}%`} />
      ))}
    </div>
  );
}

import { Alert, Anchor } from "@mantine/core";
import { moment } from "../ui/format";

export function RestoredDraft({ at, onDiscard }: { at: string; onDiscard: () => void }) {
  return (
    <Alert p="xs" color="blue">
      What you typed at {moment(at)} is back.{" "}
      <Anchor component="button" type="button" size="sm" onClick={onDiscard}>
        Discard it
      </Anchor>
    </Alert>
  );
}

import { Text } from "@mantine/core";
import { useState } from "react";
import type { Client } from "../api/types";
import { OVER_IT, Overtaken, overtakenBy } from "../forms/Overtaken";
import { tell } from "../ui/tell";
import { ClientForm } from "./ClientForm";
import { Dialog } from "./Dialog";
import { type ClientValues, write } from "./fleet";

export function EditDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  // What was there when the dialog opened: a change by somebody else meanwhile must not slip under it.
  const [opened] = useState(client);
  const [overtaking, setOvertaking] = useState<Client | null>(null);

  async function save(values: ClientValues, revision: number | null) {
    const saved = await write.edit(client.id, overtaking?.revision ?? revision ?? opened.revision, values);
    tell(`Saved: ${saved.name}`);
    onClose();
  }

  return (
    <Dialog title={`Edit ${opened.name}`} onClose={onClose}>
      <ClientForm
        draftKey={client.id}
        initial={{ name: opened.name, baseUrl: opened.baseUrl }}
        revision={opened.revision}
        button={overtaking ? OVER_IT : "Save"}
        onProblem={(problem) => {
          const current = overtakenBy<Client>(problem);
          if (current) setOvertaking(current);
          return current !== null;
        }}
        onSave={save}
        onClose={onClose}
      >
        {overtaking && (
          <Overtaken>
            “{overtaking.name}” at {overtaking.baseUrl}
          </Overtaken>
        )}
        <Text size="xs" className="quiet">
          Another address is told of the newest catalog at once.
        </Text>
      </ClientForm>
    </Dialog>
  );
}

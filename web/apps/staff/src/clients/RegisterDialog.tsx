import { Text } from "@mantine/core";
import { useRef, useState } from "react";
import { idempotencyKey } from "../api/http";
import { ClientForm } from "./ClientForm";
import { Dialog } from "./Dialog";
import { type ClientValues, type Registered, write } from "./fleet";
import { ShownOnce } from "./ShownOnce";

const NOTHING: ClientValues = { name: "", baseUrl: "" };

export function RegisterDialog({ onClose, onOpen }: { onClose: () => void; onOpen: (id: string) => void }) {
  const [registered, setRegistered] = useState<Registered | null>(null);
  // A second press of the same is the same request: one client, whatever was lost on the way.
  const sent = useRef({ text: "", key: "" });

  async function save(values: ClientValues) {
    const text = JSON.stringify(values);
    if (sent.current.text !== text) sent.current = { text, key: idempotencyKey() };
    setRegistered(await write.register(values, sent.current.key));
  }

  if (registered) {
    return (
      <ShownOnce
        title={`${registered.name} is registered`}
        baseUrl={registered.baseUrl}
        credentials={registered}
        onClose={() => {
          onClose();
          onOpen(registered.id);
        }}
      />
    );
  }
  return (
    <Dialog title="Register a client app" onClose={onClose}>
      <ClientForm draftKey="new" initial={NOTHING} revision={null} button="Register" onSave={save} onClose={onClose}>
        <Text size="sm" className="quiet">
          It gets an API key and a webhook secret. A first notice is sent at once; should it fail, the app is registered
          all the same and told again.
        </Text>
      </ClientForm>
    </Dialog>
  );
}

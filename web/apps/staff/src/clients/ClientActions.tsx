import { Button, Group, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { Client } from "../api/types";
import { Confirm, type Question } from "../ui/confirm";
import { tell, tellProblem } from "../ui/tell";
import { EditDialog } from "./EditDialog";
import { type Credential, write } from "./fleet";
import { RotateDialog } from "./RotateDialog";

/** What admins can do with one client. */
export function ClientActions({ client, onRemoved }: { client: Client; onRemoved: () => void }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [isEditing, setEditing] = useState(false);
  const [rotating, setRotating] = useState<Credential | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const isPaused = client.status === "PAUSED";

  async function act(action: () => Promise<unknown>, done: string, failed: string) {
    try {
      await action();
      tell(done);
    } catch (problem) {
      tellProblem(failed, problem);
    }
  }
  const { id, name } = client;
  const resume = () => act(() => write.resume(id), `${name} is told again`, `${name} was not resumed`);
  const pause = () => act(() => write.pause(id), `${name} is paused`, `${name} was not paused`);
  async function remove() {
    await act(
      async () => {
        await write.remove(id);
        onRemoved();
      },
      `${name} was removed`,
      `${name} was not removed`,
    );
  }
  const askPause = () =>
    setQuestion({
      title: `Pause ${name}?`,
      text: "It is told nothing and its API key is refused until it is resumed. It keeps showing the catalog that it has, and says that it is old.",
      button: "Pause",
      onYes: () => void pause(),
    });
  const askRemove = () =>
    setQuestion({
      title: `Remove ${name}?`,
      text: "Its API key stops working within a second, and its delivery log is gone. It can be registered again, with another key.",
      sure: "I want to remove it for good",
      button: "Remove",
      onYes: () => void remove(),
    });

  return (
    <Group gap={6}>
      <Button variant="default" onClick={() => setEditing(true)}>
        Edit…
      </Button>
      <Button variant="default" onClick={isPaused ? () => void resume() : askPause}>
        {isPaused ? "Resume" : "Pause…"}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button ref={more} variant="default" leftSection={<IconDots size={14} aria-hidden />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setRotating("api-key")}>Rotate the API key…</Menu.Item>
          <Menu.Item onClick={() => setRotating("webhook-secret")}>Rotate the webhook secret…</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={askRemove}>
            Remove…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm question={question} onClose={() => setQuestion(null)} />
      {isEditing && <EditDialog client={client} onClose={() => setEditing(false)} />}
      {rotating && (
        <RotateDialog
          client={client}
          credential={rotating}
          onClose={() => {
            setRotating(null);
            // The menu's entry that opened it is gone.
            more.current?.focus();
          }}
        />
      )}
    </Group>
  );
}

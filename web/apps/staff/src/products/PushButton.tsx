import { Anchor, Button, Loader } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconBolt, IconCheck, IconClock, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { ApiProblem, send } from "../api/http";
import { CLIENTS, queryClient } from "../api/queries";
import { millis, plural } from "../ui/format";

interface PushResult {
  clients: {
    id: string;
    name: string;
    outcome: "verified" | "in-progress" | "failing";
    position: string | null;
    millis: number | null;
    reason: string | null;
  }[];
}

const ICONS = {
  verified: <IconCheck size={14} color="var(--mantine-color-teal-6)" aria-label="verified" />,
  "in-progress": <IconClock size={14} color="var(--mantine-color-yellow-7)" aria-label="in progress" />,
  failing: <IconX size={14} color="var(--mantine-color-red-6)" aria-label="failing" />,
};

/** Every client app takes and verifies the whole catalog now; the toast says what became of each. */
export function PushButton() {
  const [isBusy, setBusy] = useState(false);

  async function push() {
    setBusy(true);
    const id = notifications.show({
      title: "Pushing all products",
      message: "Every client app takes and verifies the whole catalog.",
      icon: <Loader size={16} color="white" aria-hidden />,
      autoClose: false,
      withCloseButton: false,
    });
    try {
      const result = await send<PushResult>("POST", "/api/lender-products/push");
      notifications.update({ id, ...outcome(result), withCloseButton: true });
      void queryClient.invalidateQueries({ queryKey: CLIENTS });
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      notifications.update({
        id,
        title: "The push did not begin",
        message: problem.message,
        color: "red",
        icon: null,
        withCloseButton: true,
      });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button
      variant="light"
      leftSection={<IconBolt size={14} aria-hidden />}
      onClick={() => void push()}
      loading={isBusy}
    >
      Push All Products to Client
    </Button>
  );
}

function outcome({ clients }: PushResult) {
  const verified = clients.filter((client) => client.outcome === "verified").length;
  const isAll = verified === clients.length;
  return {
    title:
      clients.length === 0
        ? "No client app is registered"
        : `Verified on ${verified} of ${plural(clients.length, "client app")}`,
    color: isAll ? "teal" : clients.some((client) => client.outcome === "failing") ? "red" : "yellow",
    icon: isAll ? <IconCheck size={16} aria-hidden /> : <IconClock size={16} aria-hidden />,
    autoClose: isAll ? 8_000 : (false as const),
    message: (
      <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {clients.map((client) => (
          <li key={client.id}>
            {ICONS[client.outcome]}{" "}
            <Anchor href={`/clients?open=${client.id}`} size="sm">
              {client.name}
            </Anchor>
            {client.millis !== null && ` · ${millis(client.millis)}`}
            {client.reason && <div className="quiet">{client.reason}</div>}
          </li>
        ))}
      </ul>
    ),
  };
}

import { Drawer, Group, Loader, Tabs, Text } from "@mantine/core";
import { useMay } from "../api/session";
import type { Client } from "../api/types";
import { useReturnFocus } from "../ui/useReturnFocus";
import { ClientActions } from "./ClientActions";
import classes from "./ClientDrawer.module.css";
import { DeliveryLog } from "./DeliveryLog";
import { State } from "./Dot";
import { Instances } from "./Instances";
import { Standing } from "./Standing";

interface Props {
  /** Undefined when there is none of that id, or it is on its way. */
  client: Client | undefined;
  isLoading: boolean;
  now: number;
  onClose: () => void;
}

export function ClientDrawer({ client, isLoading, now, onClose }: Props) {
  useReturnFocus();
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="46rem">
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label="Client app">
        <Drawer.Header>
          <Drawer.Title className={classes.title}>
            <span>{client?.name ?? "Client app"}</span>
            {client && <State of={client.state} />}
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          {client ? (
            <Inside client={client} now={now} onClose={onClose} />
          ) : isLoading ? (
            <Loader size="sm" aria-label="Loading the client app" />
          ) : (
            <Text>This client app is not there. It was removed, or the link is of another Staff App.</Text>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Inside({ client, now, onClose }: { client: Client; now: number; onClose: () => void }) {
  const isAdmin = useMay("admin");
  return (
    <>
      <Group justify="space-between" mb="sm" gap="xs">
        <Text className={`quiet ${classes.url}`} size="sm">
          {client.baseUrl}
        </Text>
        {isAdmin && <ClientActions client={client} onRemoved={onClose} />}
      </Group>
      <Tabs defaultValue="now" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="now">Now</Tabs.Tab>
          <Tabs.Tab value="instances">Instances ({client.instances.length})</Tabs.Tab>
          <Tabs.Tab value="deliveries">Delivery log</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="now">
          <Standing client={client} now={now} />
        </Tabs.Panel>
        <Tabs.Panel value="instances">
          <Instances client={client} now={now} />
        </Tabs.Panel>
        <Tabs.Panel value="deliveries">
          <DeliveryLog client={client} now={now} mayResend={isAdmin} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

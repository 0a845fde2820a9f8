import { Button, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useFleet } from "../api/queries";
import { useMay } from "../api/session";
import { PageHead } from "../ui/PageHead";
import { ProblemAlert } from "../ui/ProblemAlert";
import { useNow } from "../ui/useNow";
import { ClientDrawer } from "./ClientDrawer";
import { FleetTable } from "./FleetTable";
import { RegisterDialog } from "./RegisterDialog";
import { summary, version } from "./words";

/** Often, for the time until a next attempt is counted in seconds. */
const TICK_MILLIS = 5_000;

export function ClientsPage() {
  const { open } = useSearch({ from: "/clients" });
  const navigate = useNavigate({ from: "/clients" });
  const fleet = useFleet();
  const now = useNow(TICK_MILLIS);
  const mayRegister = useMay("admin");
  const [isRegistering, setRegistering] = useState(false);
  const clients = fleet.data?.items;
  // Told from the first failure on, not only when the last try has failed.
  const problem = fleet.error ?? fleet.failureReason;
  const show = (id?: string) => void navigate({ search: id ? { open: id } : {} });
  const register = () => setRegistering(true);
  useHotkeys(open || isRegistering || !mayRegister ? [] : [["n", register]]);

  return (
    <div className="page">
      <PageHead title="Client Apps">
        {fleet.data && clients && clients.length > 0 && (
          <span className="quiet numbers">
            {summary(clients, fleet.data.position)} · newest version {version(fleet.data.position)}
          </span>
        )}
        {mayRegister && (
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={register}>
            Register a client app
          </Button>
        )}
      </PageHead>
      <div className="scroll">
        {problem && <ProblemAlert problem={problem} onRetry={() => void fleet.refetch()} />}
        {clients?.length === 0 ? (
          <Empty mayRegister={mayRegister} onRegister={register} />
        ) : (
          (clients || fleet.isPending) && <FleetTable clients={clients} now={now} open={open} onOpen={show} />
        )}
      </div>
      {open && (
        <ClientDrawer
          key={open}
          client={clients?.find(({ id }) => id === open)}
          isLoading={!clients && fleet.isPending}
          now={now}
          onClose={() => show()}
        />
      )}
      {isRegistering && <RegisterDialog onClose={() => setRegistering(false)} onOpen={show} />}
    </div>
  );
}

function Empty({ mayRegister, onRegister }: { mayRegister: boolean; onRegister: () => void }) {
  return (
    <Stack align="center" gap="xs" py="xl" ta="center">
      <Text fw={600}>No client app yet</Text>
      <Text className="quiet" maw={420}>
        {mayRegister
          ? "Register the first one: it gets a key and a secret, and then takes every change of the catalog by itself."
          : "An admin can register the first one. It then takes every change of the catalog by itself."}
      </Text>
      {mayRegister && <Button onClick={onRegister}>Register a client app</Button>}
    </Stack>
  );
}

import { Button, Skeleton, Stack, Text, Tooltip } from "@mantine/core";
import { useState } from "react";
import type { Client, Delivery } from "../api/types";
import { ago, millis, moment } from "../ui/format";
import { ProblemAlert } from "../ui/ProblemAlert";
import { tell, tellProblem } from "../ui/tell";
import classes from "./DeliveryLog.module.css";
import { Outcome } from "./Dot";
import { useDeliveries, write } from "./fleet";
import { due, version } from "./words";

/** What it was told in the last 30 days, newest first. */
export function DeliveryLog({ client, now, mayResend }: { client: Client; now: number; mayResend: boolean }) {
  const log = useDeliveries(client.id);
  const [resending, setResending] = useState<string | null>(null);
  const deliveries = log.data?.pages.flat() ?? [];

  async function resend(delivery: string) {
    setResending(delivery);
    try {
      await write.resend(client.id, delivery);
      tell(`${client.name} is told the newest position now`);
    } catch (problem) {
      tellProblem(`${client.name} was not told again`, problem);
    } finally {
      setResending(null);
    }
  }

  if (log.isPending) {
    return (
      <Stack gap={6} aria-busy aria-label="Loading the delivery log">
        {[1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} height={36} radius="sm" />
        ))}
      </Stack>
    );
  }
  return (
    <>
      {log.error && <ProblemAlert problem={log.error} onRetry={() => void log.refetch()} />}
      {!log.error && deliveries.length === 0 && (
        <Text className="quiet">
          It was told nothing in the last 30 days. The next change of the catalog shows here.
        </Text>
      )}
      <ol className={classes.log}>
        {deliveries.map((delivery) => (
          <li key={delivery.id} className={classes.entry}>
            <Entry delivery={delivery} now={now} />
            {mayResend && client.status === "ACTIVE" && (
              <Tooltip label="Tells it of the newest position, now">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Resend the notice of version ${version(delivery.position)}`}
                  loading={resending === delivery.id}
                  onClick={() => void resend(delivery.id)}
                >
                  Resend
                </Button>
              </Tooltip>
            )}
          </li>
        ))}
      </ol>
      {log.hasNextPage && (
        <Button variant="default" mt="sm" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Older deliveries
        </Button>
      )}
    </>
  );
}

function Entry({ delivery, now }: { delivery: Delivery; now: number }) {
  const facts = [
    `version ${version(delivery.position)}`,
    ...(delivery.attempt > 1 ? [`attempt ${delivery.attempt}`] : []),
    ...(delivery.status ? [`answered ${delivery.status}`] : []),
    ...(delivery.millis == null ? [] : [millis(delivery.millis)]),
  ];
  return (
    <>
      <Outcome of={delivery.outcome} />
      <div className={classes.facts}>
        <div className="numbers">
          {facts.join(" · ")}{" "}
          <time dateTime={delivery.at} title={moment(delivery.at)} className="quiet">
            {ago(delivery.at, now)}
          </time>
        </div>
        {delivery.error && <div className={classes.error}>{delivery.error}</div>}
        {next(delivery, now) && <div className={classes.under}>{next(delivery, now)}</div>}
        <div className={`code ${classes.under}`} title="The webhook-id, as the client app's own log has it">
          {delivery.requestId}
        </div>
      </div>
    </>
  );
}

function next({ supersededBy, nextAttemptAt }: Delivery, now: number): string | null {
  if (supersededBy) return `Not tried again: version ${version(supersededBy)} took its place`;
  return nextAttemptAt && Date.parse(nextAttemptAt) > now ? `Tried again ${due(nextAttemptAt, now)}` : null;
}

import { Alert, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Client } from "../api/types";
import { actor, ago, millis, moment } from "../ui/format";
import { Proof } from "./Proof";
import { attempts, distance, failure, STATES, transport } from "./words";

/** Where one client is, and why it is not further. */
export function Standing({ client, now }: { client: Client; now: number }) {
  const why = failure(client);
  const away = distance(client);
  const { meaning } = STATES[client.state];
  const rows: [what: string, value: ReactNode][] = [
    ["Proven", <Proof key="applied" of={client.applied} now={now} />],
    ["Fetched", <Proof key="fetched" of={client.fetched} now={now} />],
    ["Notice taken", <Proof key="accepted" of={client.accepted} now={now} />],
    ["Lag of the last proof", client.applied?.lagMillis == null ? "–" : millis(client.applied.lagMillis)],
    ["Transport", transport(client)],
    ["API keys", <Validities key="keys" list={client.apiKeys} now={now} />],
    ["Webhook secrets", <Validities key="secrets" list={client.webhookSecrets} now={now} />],
    ["Registered", `${moment(client.createdAt)}${client.createdBy ? ` by ${actor(client.createdBy)}` : ""}`],
  ];
  return (
    <>
      <Text size="sm" mb="sm">
        {meaning} {away && client.state !== "in-step" && `${away}.`}
      </Text>
      {why && (
        <Alert color={client.state === "retrying" ? "orange" : "red"} p="xs" mb="sm">
          <Text fw={600} size="sm">
            {why}
          </Text>
          <div>Notices: {attempts(client, now)}</div>
          <div>
            Check that the Staff App can reach {client.baseUrl}, and that the client app has the newest webhook secret.
            Then resend from the delivery log, or wait.
          </div>
        </Alert>
      )}
      <table className="simple">
        <tbody>
          {rows.map(([what, value]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td className="numbers">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Validities({ list, now }: { list: Client["apiKeys"]; now: number }) {
  if (!list?.length) return "None";
  return list.map(({ createdAt, expiresAt }) => (
    <div key={`${createdAt}${expiresAt}`}>
      made {createdAt ? ago(createdAt, now) : "before"}
      {expiresAt && <span className="quiet"> · works until {moment(expiresAt)}</span>}
    </div>
  ));
}

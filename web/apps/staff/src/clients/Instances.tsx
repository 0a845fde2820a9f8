import { Text } from "@mantine/core";
import type { Client } from "../api/types";
import { ago, millis } from "../ui/format";
import { Proof } from "./Proof";

export function Instances({ client, now }: { client: Client; now: number }) {
  if (client.instances.length === 0) {
    return (
      <Text className="quiet">
        No process of this client app was heard of yet. It shows here when it first asks for the catalog.
      </Text>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section style={{ overflowX: "auto" }} aria-label="Instances" tabIndex={0}>
      <table className="simple">
        <thead>
          <tr>
            <th scope="col">Instance</th>
            <th scope="col">Feed</th>
            <th scope="col">Proven</th>
            <th scope="col">Lag</th>
            <th scope="col">Heard of</th>
          </tr>
        </thead>
        <tbody>
          {client.instances.map((instance) => (
            <tr key={instance.instance}>
              <td className="code">{instance.instance}</td>
              <td>{instance.live ? "Live" : <span className="quiet">Not live</span>}</td>
              <td>
                <Proof of={instance.applied} now={now} />
                {instance.applied && instance.applied.verified === false && (
                  <Text size="xs" c="red">
                    Its digest is not the one that was served: it will take the whole catalog.
                  </Text>
                )}
              </td>
              <td className="numbers" style={{ whiteSpace: "nowrap" }}>
                {instance.applied?.lagMillis == null ? "–" : millis(instance.applied.lagMillis)}
              </td>
              <td className="numbers" style={{ whiteSpace: "nowrap" }}>
                {instance.seenAt ? ago(instance.seenAt, now) : "–"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

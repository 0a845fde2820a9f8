import { Skeleton } from "@mantine/core";
import type { Client } from "../api/types";
import { millis } from "../ui/format";
import { State } from "./Dot";
import classes from "./FleetTable.module.css";
import { Proof } from "./Proof";
import { attempts, distance, failure, instancesOf, transport } from "./words";

const HEADS = ["Client App", "State", "Proven version", "Lag", "Instances", "Transport"];

interface Props {
  /** Undefined while they are on their way. */
  clients: readonly Client[] | undefined;
  now: number;
  open: string | undefined;
  onOpen: (id: string) => void;
}

export function FleetTable({ clients, now, open, onOpen }: Props) {
  return (
    <table className={`simple ${classes.table}`} aria-busy={!clients}>
      <caption className={classes.caption}>Client Apps, and how far each one is</caption>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clients
          ? clients.map((client) => (
              <Row
                key={client.id}
                client={client}
                now={now}
                isOpen={client.id === open}
                onOpen={() => onOpen(client.id)}
              />
            ))
          : [1, 2, 3].map((row) => (
              <tr key={row}>
                <td colSpan={HEADS.length}>
                  <Skeleton height={34} radius="sm" />
                </td>
              </tr>
            ))}
      </tbody>
    </table>
  );
}

function Row({ client, now, isOpen, onOpen }: { client: Client; now: number; isOpen: boolean; onOpen: () => void }) {
  const lag = client.applied?.lagMillis;
  return (
    // The name is the button for the keyboard; the rest of the row is a larger target for the mouse.
    <tr className={classes.row} data-open={isOpen || undefined} onClick={onOpen}>
      <td>
        <button
          type="button"
          className={classes.name}
          onClick={(event) => {
            event.stopPropagation();
            onOpen();
          }}
        >
          {client.name}
        </button>
        <div className={classes.under}>{client.baseUrl}</div>
      </td>
      <td>
        <State of={client.state} />
        <Why client={client} now={now} />
      </td>
      <td data-label="Proven version">
        <Proof of={client.applied} now={now} />
      </td>
      <td data-label="Lag" className="numbers">
        {lag == null ? <span className="quiet">–</span> : millis(lag)}
      </td>
      <td data-label="Instances" className="numbers">
        {instancesOf(client)}
      </td>
      <td data-label="Transport">{transport(client)}</td>
    </tr>
  );
}

function Why({ client, now }: { client: Client; now: number }) {
  const why = failure(client);
  const away = client.state === "in-step" ? null : distance(client);
  return (
    <>
      {away && <div className={classes.under}>{away}</div>}
      {why && (
        <>
          <div className={classes.why}>{why}</div>
          <div className={classes.under}>{attempts(client, now)}</div>
        </>
      )}
    </>
  );
}

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { components } from "staff-api";
import { get, send } from "../api/http";
import { queryClient } from "../api/queries";
import { ago, moment } from "../ui/format";
import { tell, tellProblem } from "../ui/tell";
import { useNow } from "../ui/useNow";
import { browserOf } from "./browser";
import { Intro, Rows } from "./Section";
import classes from "./settings.module.css";

type OwnSession = components["schemas"]["SessionEntry"];

const SESSIONS = ["sessions"] as const;

async function end(id: string) {
  try {
    await send("DELETE", `/api/sessions/${id}`);
    tell("The session is ended");
  } catch (problem) {
    tellProblem("The session was not ended", problem);
  } finally {
    void queryClient.invalidateQueries({ queryKey: SESSIONS });
  }
}

export function SessionsTab() {
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => get<OwnSession[]>("/api/sessions", signal),
  });
  const now = useNow();
  return (
    <>
      <Intro text="Where you are signed in. End what you don't know, then change your password." />
      <Rows query={sessions} columns={["Browser", "Address", "Signed in", "Last seen"]} empty="No sessions.">
        {(session) => (
          <tr key={session.id}>
            <td title={session.userAgent}>{browserOf(session.userAgent)}</td>
            <td data-label="Address" className="numbers">
              {session.address}
            </td>
            <td data-label="Signed in" className="quiet" title={moment(session.createdAt)}>
              {ago(session.createdAt, now)}
            </td>
            <td data-label="Last seen" className="quiet">
              {session.current ? "now" : ago(session.lastSeenAt, now)}
            </td>
            <td className={classes.buttons}>
              {session.current ? (
                <span className="quiet">This one</span>
              ) : (
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={`End the session of ${browserOf(session.userAgent)} at ${session.address}`}
                  onClick={() => void end(session.id)}
                >
                  End
                </Button>
              )}
            </td>
          </tr>
        )}
      </Rows>
    </>
  );
}

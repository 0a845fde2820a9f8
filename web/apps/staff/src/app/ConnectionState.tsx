import { Tooltip } from "@mantine/core";
import { type Connection, useConnection } from "../api/events";
import classes from "./ConnectionState.module.css";

const WORDS: Record<Connection, [word: string, meaning: string]> = {
  connecting: ["Connecting", "The Staff App is being connected to."],
  open: ["Live", "What others change appears here by itself."],
  broken: ["Reconnecting", "The Staff App can't be reached. What is shown may be old; it comes back by itself."],
};

export function ConnectionState() {
  const connection = useConnection();
  const [word, meaning] = WORDS[connection];
  return (
    <Tooltip label={meaning} position="right">
      <div className={classes.state} data-connection={connection} role="status">
        {word}
      </div>
    </Tooltip>
  );
}

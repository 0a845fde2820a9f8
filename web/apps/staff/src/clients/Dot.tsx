import { Tooltip } from "@mantine/core";
import type { Client, Delivery } from "../api/types";
import classes from "./Dot.module.css";
import { OUTCOMES, STATES, type Words } from "./words";

export const State = ({ of }: { of: Client["state"] }) => <Dot {...STATES[of]} />;

export const Outcome = ({ of }: { of: Delivery["outcome"] }) => <Dot {...OUTCOMES[of]} />;

/** A word with a dot of its colour; what it means is there on hover. */
function Dot({ word, color, meaning }: Words) {
  return (
    <Tooltip label={meaning} multiline maw={280}>
      <span className={classes.dot} data-color={color}>
        {word}
      </span>
    </Tooltip>
  );
}

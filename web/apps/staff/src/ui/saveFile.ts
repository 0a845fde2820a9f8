import type { MouseEvent } from "react";
import { download } from "../api/http";
import { tellProblem } from "./tell";

/** For a link to a file. Followed by the browser alone, a session that was lost would end up in the file. */
export function saveFile(event: MouseEvent<HTMLAnchorElement>) {
  event.preventDefault();
  const { pathname, search } = new URL(event.currentTarget.href);
  download(pathname + search).catch((problem) => tellProblem("The file was not downloaded", problem));
}

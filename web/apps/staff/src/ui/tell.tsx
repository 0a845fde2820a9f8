import { notifications } from "@mantine/notifications";
import { ApiProblem } from "../api/http";

export function tell(message: string) {
  notifications.show({ message, color: "teal", autoClose: 5_000 });
}

/** A failure of something that has no place of its own on the screen. */
export function tellProblem(title: string, problem: unknown) {
  if (!(problem instanceof ApiProblem)) throw problem;
  notifications.show({ title, message: problem.message, color: "red", autoClose: 12_000 });
}

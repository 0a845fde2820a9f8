import { useQuery } from "@tanstack/react-query";
import type { components } from "staff-api";
import { allPages, queryClient } from "../api/queries";
import { useMay } from "../api/session";
import type { Role } from "../api/types";

export type User = components["schemas"]["User"];

const USERS = ["users"] as const;

/** All users; nothing for those who may not see them. */
export function useUsers() {
  const isAdmin = useMay("admin");
  return useQuery({
    queryKey: USERS,
    queryFn: ({ signal }) => allPages<User>("/api/users", signal),
    enabled: isAdmin,
  });
}

export const usersMoved = () => queryClient.invalidateQueries({ queryKey: USERS });

/** The link as it can be sent to somebody. */
export const inviteUrl = (link: string) => new URL(link, window.location.origin).href;

/** Whether he can sign in, and if not, why. */
export function stateOf(user: Pick<User, "active" | "hasPassword" | "inviteExpiresAt">, now: number): string {
  if (!user.active) return "Deactivated";
  if (user.hasPassword) return "Active";
  return user.inviteExpiresAt && Date.parse(user.inviteExpiresAt) > now ? "Invited" : "Needs invitation";
}

export const ROLES: Record<Role, { label: string; description: string }> = {
  viewer: { label: "Viewer", description: "sees everything but the audit log and the users" },
  editor: { label: "Editor", description: "also edits, publishes and imports lenders and products, and pushes" },
  admin: { label: "Admin", description: "also deletes, and looks after client apps, users and the audit log" },
};

const ORDER: readonly Role[] = ["viewer", "editor", "admin"];

/** For a select; the roles up to `most`. */
export const roleChoices = (most: Role = "admin") =>
  ORDER.slice(0, ORDER.indexOf(most) + 1).map((role) => ({ value: role, label: ROLES[role].label }));

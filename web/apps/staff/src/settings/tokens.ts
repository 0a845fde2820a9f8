import { useQuery } from "@tanstack/react-query";
import type { components } from "staff-api";
import { get } from "../api/http";
import { queryClient } from "../api/queries";

export type Token = components["schemas"]["Token"];

const TOKENS = ["tokens"] as const;

/** @param isAll also those of others; for admins */
export function useTokens(isAll: boolean) {
  return useQuery({
    queryKey: [...TOKENS, isAll],
    queryFn: ({ signal }) => get<Token[]>(isAll ? "/api/tokens?all=true" : "/api/tokens", signal),
  });
}

export const tokensMoved = () => queryClient.invalidateQueries({ queryKey: TOKENS });

export const EXPIRIES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "", label: "Never" },
];

const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });

export function expiryWords(expiresAt: string | null, now: number): string {
  if (expiresAt === null) return "Never";
  return Date.parse(expiresAt) <= now ? "Expired" : day.format(new Date(expiresAt));
}

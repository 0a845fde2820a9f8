import { useInfiniteQuery } from "@tanstack/react-query";
import { get, send } from "../api/http";
import { CLIENTS, type Fleet, queryClient } from "../api/queries";
import type { Client, Delivery } from "../api/types";

const PAGE = 50;

const path = (id: string) => `/api/clients/${id}`;

/** Under CLIENTS, so that the log moves with the fleet. */
export function useDeliveries(id: string) {
  return useInfiniteQuery({
    queryKey: [...CLIENTS, id, "deliveries"],
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE), ...(pageParam && { before: pageParam }) });
      return (await get<{ items: Delivery[] }>(`${path(id)}/deliveries?${query}`, signal)).items;
    },
    initialPageParam: "",
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
  });
}

function put(client: Client) {
  queryClient.setQueryData<Fleet>(CLIENTS, (fleet) => {
    if (!fleet) return fleet;
    const isThere = fleet.items.some(({ id }) => id === client.id);
    const items = fleet.items.map((held) => (held.id === client.id ? client : held));
    return { ...fleet, items: isThere ? items : [...items, client] };
  });
}

async function read<T>(answer: Promise<T>): Promise<T> {
  const value = await answer;
  void queryClient.invalidateQueries({ queryKey: CLIENTS });
  return value;
}

async function written<T extends Client>(answer: Promise<T>): Promise<T> {
  const client = await answer;
  put(client);
  return read(Promise.resolve(client));
}

export interface ClientValues {
  name: string;
  baseUrl: string;
}

export type Registered = Client & { apiKey: string; webhookSecret: string };

export interface Rotated {
  apiKey?: string;
  webhookSecret?: string;
  previousUntil: string;
}

export type Credential = "api-key" | "webhook-secret";

export const write = {
  /** The key and the secret are left out of what the list holds. */
  async register(body: ClientValues, idempotencyKey: string): Promise<Registered> {
    const registered = await send<Registered>("POST", "/api/clients", { body, idempotencyKey });
    const { apiKey: _key, webhookSecret: _secret, ...client } = registered;
    put(client);
    await queryClient.invalidateQueries({ queryKey: CLIENTS });
    return registered;
  },
  edit: (id: string, revision: number, body: ClientValues) =>
    written(send<Client>("PUT", path(id), { body, ifMatch: revision })),
  pause: (id: string) => written(send<Client>("POST", `${path(id)}/pause`)),
  resume: (id: string) => written(send<Client>("POST", `${path(id)}/resume`)),
  resend: (id: string, delivery: string) => written(send<Client>("POST", `${path(id)}/deliveries/${delivery}/resend`)),
  rotate: (id: string, credential: Credential, overlapHours: number, idempotencyKey: string) =>
    read(send<Rotated>("POST", `${path(id)}/rotate-${credential}`, { body: { overlapHours }, idempotencyKey })),
  async remove(id: string) {
    await send("DELETE", path(id));
    queryClient.setQueryData<Fleet>(
      CLIENTS,
      (fleet) => fleet && { ...fleet, items: fleet.items.filter((client) => client.id !== id) },
    );
  },
};

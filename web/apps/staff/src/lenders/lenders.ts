import { send } from "../api/http";
import { put } from "../api/latest";
import { LENDERS, queryClient } from "../api/queries";
import type { Lender, LenderInput } from "../api/types";

const path = (id: string) => `/api/lenders/${id}`;

async function written(promise: Promise<Lender>): Promise<Lender> {
  const lender = await promise;
  put(LENDERS, lender);
  return lender;
}

export const write = {
  create: (body: LenderInput, key: string) => written(send("POST", "/api/lenders", { body, idempotencyKey: key })),
  edit: (id: string, revision: number, body: LenderInput) =>
    written(send("PUT", path(id), { body, ifMatch: revision })),
  move: (lender: Lender, action: "archive" | "restore") =>
    written(send("POST", `${path(lender.id)}/${action}`, { ifMatch: lender.revision })),
  async remove(lender: Lender) {
    await send("DELETE", path(lender.id), { ifMatch: lender.revision });
    await queryClient.invalidateQueries({ queryKey: LENDERS });
  },
};

export interface LenderChecked {
  errors: { pointer: string; detail: string }[];
  conflictsWith: Lender | null;
  similar: { lender: Lender; why: string }[];
}

export const check = (body: { name: string; id?: string }, signal?: AbortSignal) =>
  send<LenderChecked>("POST", "/api/lenders/check", { body, signal });

import { Skeleton, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemAlert } from "../ui/ProblemAlert";
import classes from "./settings.module.css";

/** What a tab is for, and what can be done in it. */
export function Intro({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className={classes.intro}>
      <Text size="sm" className="quiet">
        {text}
      </Text>
      {children}
    </div>
  );
}

interface Props<T> {
  query: UseQueryResult<T[]>;
  columns: readonly string[];
  empty: string;
  children: (item: T) => ReactNode;
}

/** A list that is on its way, failed, empty or there. Its last column has the buttons, so that it needs no name. */
export function Rows<T>({ query, columns, empty, children }: Props<T>) {
  const { data } = query;
  return (
    <>
      {query.isError && <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && (
        <div role="status" aria-label="Loading">
          <Skeleton height={18} my={10} width="70%" />
          <Skeleton height={18} my={10} width="60%" />
          <Skeleton height={18} my={10} width="65%" />
        </div>
      )}
      {data?.length === 0 && <Text className="quiet">{empty}</Text>}
      {data && data.length > 0 && (
        <table className={`simple ${classes.rows}`}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>{data.map(children)}</tbody>
        </table>
      )}
    </>
  );
}

import { Button, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { moment } from "../ui/format";
import { ProblemAlert } from "../ui/ProblemAlert";
import { Waiting } from "../ui/Waiting";
import classes from "./activity.module.css";
import { byDay, timeOf, type useEntries } from "./entries";

interface Entry {
  id: string | number;
  at: string;
}

interface Props<T extends Entry> {
  label: string;
  query: ReturnType<typeof useEntries<T>>;
  /** In words, when there is nothing. */
  empty: string;
  children: (entry: T) => ReactNode;
}

/** Entries by day, the newest first. */
export function Log<T extends Entry>({ label, query, empty, children }: Props<T>) {
  const { data } = query;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroll" aria-label={label} aria-busy={query.isPlaceholderData} tabIndex={0}>
      {query.isError && <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Waiting label="Loading" />}
      {data?.items.length === 0 && <Text className="quiet">{empty}</Text>}
      {byDay(data?.items ?? []).map(({ day, items }) => (
        <section key={day} aria-label={day}>
          <h2 className={classes.day}>{day}</h2>
          <ol className={classes.entries}>
            {items.map((entry) => (
              <li key={entry.id} className={classes.entry}>
                <time className="quiet numbers" dateTime={entry.at} title={moment(entry.at)}>
                  {timeOf(entry.at)}
                </time>
                <div className={classes.what}>{children(entry)}</div>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage && (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show older
        </Button>
      )}
    </section>
  );
}

import type { ReactNode } from "react";
import classes from "./PageHead.module.css";

/** The top of a page: its title or its sections, and what can be done there. */
export function PageHead({ title, sections, children }: { title: string; sections?: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      {sections}
      <div className={classes.actions}>{children}</div>
    </div>
  );
}

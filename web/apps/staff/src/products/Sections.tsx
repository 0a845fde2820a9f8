import { Link } from "@tanstack/react-router";
import classes from "./Sections.module.css";

/** The two sections of the Lenders tab. */
export function Sections() {
  return (
    <nav className={classes.sections} aria-label="Lenders">
      <Link to="/lenders" className={classes.section} activeOptions={{ exact: true, includeSearch: false }}>
        Lenders
      </Link>
      <Link to="/lenders/products" className={classes.section} activeOptions={{ includeSearch: false }}>
        Lender Products
      </Link>
    </nav>
  );
}

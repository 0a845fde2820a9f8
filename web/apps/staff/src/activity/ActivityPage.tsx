import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMay } from "../api/session";
import { PageHead } from "../ui/PageHead";
import tabs from "../ui/tabs.module.css";
import { AuditLog } from "./AuditLog";
import { CatalogHistory } from "./CatalogHistory";
import { type ActivityView, cleared, readView, writeView } from "./filters";

export interface TabProps {
  view: ActivityView;
  onView: (view: ActivityView) => void;
}

/** Who did what: to the catalog, and, for admins, to everything else. */
export function ActivityPage() {
  const mayAudit = useMay("admin");
  const navigate = useNavigate({ from: "/activity" });
  const asked = readView(useSearch({ from: "/activity" }));
  const view: ActivityView = mayAudit ? asked : { ...asked, tab: "catalog" };
  const onView = (next: ActivityView) => void navigate({ search: writeView(next), replace: true });

  return (
    <Tabs
      className="page"
      variant="pills"
      classNames={{ list: tabs.list ?? "", tab: tabs.tab ?? "" }}
      value={view.tab}
      onChange={(tab) => onView({ ...cleared(view), tab: tab === "audit" ? "audit" : "catalog" })}
    >
      <PageHead
        title="Activity"
        sections={
          mayAudit && (
            <Tabs.List aria-label="Activity">
              <Tabs.Tab value="catalog">Catalog history</Tabs.Tab>
              <Tabs.Tab value="audit">Audit log</Tabs.Tab>
            </Tabs.List>
          )
        }
      />
      {view.tab === "catalog" && <CatalogHistory view={view} onView={onView} />}
      {view.tab === "audit" && <AuditLog view={view} onView={onView} />}
    </Tabs>
  );
}

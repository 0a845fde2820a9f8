import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMay } from "../api/session";
import { PageHead } from "../ui/PageHead";
import tabs from "../ui/tabs.module.css";
import { PasswordTab } from "./PasswordTab";
import { SessionsTab } from "./SessionsTab";
import { TokensTab } from "./TokensTab";
import { UsersTab } from "./UsersTab";

const TABS = { users: UsersTab, tokens: TokensTab, sessions: SessionsTab, password: PasswordTab };
const LABELS = { users: "Users", tokens: "API tokens", sessions: "Sessions", password: "Password" };
type Tab = keyof typeof TABS;

export function SettingsPage() {
  const isAdmin = useMay("admin");
  const navigate = useNavigate();
  const asked = (useSearch({ strict: false }) as Record<string, unknown>).tab;
  const names = (Object.keys(TABS) as Tab[]).filter((tab) => tab !== "users" || isAdmin);
  const tab = names.find((known) => known === asked) ?? names[0] ?? "tokens";
  const Body = TABS[tab];

  return (
    <Tabs
      className="page"
      variant="pills"
      classNames={{ list: tabs.list ?? "", tab: tabs.tab ?? "" }}
      value={tab}
      onChange={(next) => void navigate({ to: "/settings", search: { tab: next } as never, replace: true })}
    >
      <PageHead
        title="Settings"
        sections={
          <Tabs.List aria-label="Settings">
            {names.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {LABELS[name]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        }
      />
      <Tabs.Panel value={tab} className="scroll" tabIndex={0}>
        <Body />
      </Tabs.Panel>
    </Tabs>
  );
}

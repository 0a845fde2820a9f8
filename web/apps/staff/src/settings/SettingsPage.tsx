import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useMay } from "../api/session";
import { PageHead } from "../ui/PageHead";
import tabs from "../ui/tabs.module.css";
import { PasswordTab } from "./PasswordTab";
import { SessionsTab } from "./SessionsTab";
import { TokensTab } from "./TokensTab";
import { readSearch, TABS, type Tab } from "./tabs";
import { UsersTab } from "./UsersTab";

const BODIES: Record<Tab, ComponentType> = {
  users: UsersTab,
  tokens: TokensTab,
  sessions: SessionsTab,
  password: PasswordTab,
};
const LABELS: Record<Tab, string> = {
  users: "Users",
  tokens: "API tokens",
  sessions: "Sessions",
  password: "Password",
};

export function SettingsPage() {
  const isAdmin = useMay("admin");
  const navigate = useNavigate({ from: "/settings" });
  const { tab: asked } = useSearch({ from: "/settings" });
  const names = TABS.filter((tab) => tab !== "users" || isAdmin);
  const tab = names.find((known) => known === asked) ?? names[0] ?? "tokens";
  const Body = BODIES[tab];

  return (
    <Tabs
      className="page"
      variant="pills"
      classNames={{ list: tabs.list ?? "", tab: tabs.tab ?? "" }}
      value={tab}
      onChange={(next) => void navigate({ search: readSearch({ tab: next }), replace: true })}
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

import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import {
  IconActivity,
  IconBuildingBank,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSettings,
  IconStack2,
  IconSun,
  IconUserCircle,
} from "@tabler/icons-react";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useStaffEvents } from "../api/events";
import { send } from "../api/http";
import { CLIENTS, queryClient } from "../api/queries";
import { session, useSessionState } from "../api/session";
import { productsChanged } from "../products/products";
import { ConnectionState } from "./ConnectionState";
import classes from "./Shell.module.css";
import { Shortcuts } from "./Shortcuts";

const LOOK_MILLIS = 60_000;

/** An event may be lost while the server's connection to its database breaks: while the page is seen, it looks. */
function useLooks() {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && session.now().kind === "open") productsChanged();
    }, LOOK_MILLIS);
    return () => clearInterval(timer);
  }, []);
}

export function Shell() {
  const state = useSessionState();
  useStaffEvents(
    state.kind === "open",
    productsChanged,
    () => void queryClient.invalidateQueries({ queryKey: CLIENTS }),
  );
  useLooks();
  const isLenders = useRouterState({ select: ({ location }) => location.pathname.startsWith("/lenders") });
  return (
    <div className={classes.shell}>
      <nav className={classes.side} aria-label="Main">
        <div className={classes.brand}>
          <img src="/icon.svg" alt="" width={22} height={22} />
          Lender Sync
        </div>
        <Link to="/lenders/products" className={classes.link} data-status={isLenders ? "active" : undefined}>
          <IconBuildingBank size={17} stroke={1.6} aria-hidden /> Lenders
        </Link>
        <Link to="/clients" className={classes.link} activeOptions={{ includeSearch: false }}>
          <IconStack2 size={17} stroke={1.6} aria-hidden /> Client Apps
        </Link>
        <Link to="/activity" className={classes.link} activeOptions={{ includeSearch: false }}>
          <IconActivity size={17} stroke={1.6} aria-hidden /> Activity
        </Link>
        <Link to="/settings" className={classes.link} activeOptions={{ includeSearch: false }}>
          <IconSettings size={17} stroke={1.6} aria-hidden /> Settings
        </Link>
        <div className={classes.space} />
        <ConnectionState />
        <UserMenu />
      </nav>
      <main className={classes.main}>
        <Outlet />
        <Shortcuts />
      </main>
    </div>
  );
}

async function signOut() {
  await send("DELETE", "/api/session", { isLogin: true });
  queryClient.clear();
  session.close();
}

function UserMenu() {
  const state = useSessionState();
  const { setColorScheme } = useMantineColorScheme();
  if (state.kind !== "open" && state.kind !== "lost") return null;
  const { user } = state.session;
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.link} aria-label={`${user.name}, account`}>
          <IconUserCircle size={17} stroke={1.6} aria-hidden />
          <span>{user.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.email} · {user.role}
        </Menu.Label>
        <Menu.Item leftSection={<IconSun size={15} />} onClick={() => setColorScheme("light")}>
          Light
        </Menu.Item>
        <Menu.Item leftSection={<IconMoon size={15} />} onClick={() => setColorScheme("dark")}>
          Dark
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceDesktop size={15} />} onClick={() => setColorScheme("auto")}>
          As the system
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

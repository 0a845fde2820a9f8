import "@mantine/core/styles.css";
import "./styles/page.css";
import "./styles/list.css";
import "./styles/selection.css";
import "./styles/widths.css";
import { createTheme, type MantineColorsTuple, MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";

const green: MantineColorsTuple = [
  "#e8f5f2",
  "#d2e8e3",
  "#a5d2c8",
  "#74bbac",
  "#4ca795",
  "#329986",
  "#1f8573",
  "#0f7565",
  "#0b6b5d",
  "#07574b",
];

/** Of one hue with the page. */
const dark: MantineColorsTuple = [
  "#d5dbe0",
  "#a5b1ba",
  "#8b98a3",
  "#62717d",
  "#3a4853",
  "#2a343d",
  "#1d252c",
  "#14191f",
  "#10151a",
  "#0c1014",
];

const theme = createTheme({
  colors: { green, dark },
  primaryColor: "green",
  primaryShade: 8,
  defaultRadius: "md",
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  respectReducedMotion: true,
  cursorType: "pointer",
});

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <App />
      </MantineProvider>
    </StrictMode>,
  );
}

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  // Refused in private windows of some browsers: then there is no offline start, and nothing else is amiss.
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}

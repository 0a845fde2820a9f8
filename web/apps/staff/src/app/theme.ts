import { createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#eef1fd",
  "#dce1f6",
  "#b7c0ea",
  "#8f9dde",
  "#6d7fd4",
  "#576cce",
  "#4c5fd5",
  "#3d50b5",
  "#3547a2",
  "#2a3c8f",
];

/** Dense and calm: small controls, hairlines, one accent. */
export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 5 },
  colors: { ink },
  autoContrast: true,
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  fontFamily: "Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: "1.125rem" }, h2: { fontSize: "1rem" }, h3: { fontSize: "0.875rem" } },
  },
  components: {
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "xs", comboboxProps: { shadow: "md" }, openOnFocus: false } },
    MultiSelect: { defaultProps: { size: "xs", openOnFocus: false, comboboxProps: { shadow: "md" } } },
    TagsInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    Switch: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    Badge: { defaultProps: { size: "sm", variant: "light", radius: "sm", tt: "none", fw: 500 } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { "aria-label": "Close" },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    Tooltip: { defaultProps: { openDelay: 400 } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Dismiss" } } },
    Menu: { defaultProps: { shadow: "md" } },
  },
});

import { Button, Group, Text } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./Copyable.module.css";

export function Copyable({ label, text }: { label: string; text: string }) {
  const clipboard = useClipboard();
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Copy: ${label}`}
          leftSection={clipboard.copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
          onClick={() => clipboard.copy(text)}
        >
          {clipboard.copied ? "Copied" : "Copy"}
        </Button>
      </Group>
      <pre className={classes.text}>{text}</pre>
      <div role="status" className={classes.note}>
        {clipboard.error &&
          "This browser does not allow it here (without TLS it may not): click the text, which selects it, and copy it."}
      </div>
    </div>
  );
}

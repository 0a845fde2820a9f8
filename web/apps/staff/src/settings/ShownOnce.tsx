import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";

export interface Once {
  title: string;
  /** What to do with it. */
  text: string;
  label: string;
  secret: string;
}

/** A secret that the server never tells again: it goes away by the button only. */
export function ShownOnce({ once, onClose }: { once: Once | null; onClose: () => void }) {
  return (
    <Modal
      opened={once !== null}
      onClose={onClose}
      title={once?.title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      {once && (
        <Stack>
          <Text size="sm">{once.text}</Text>
          <TextInput
            label={once.label}
            value={once.secret}
            readOnly
            classNames={{ input: "code" }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Done
            </Button>
            <CopyButton value={once.secret} timeout={4_000}>
              {({ copied, copy }) => (
                <Button
                  onClick={copy}
                  data-autofocus
                  leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
                >
                  <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Copyable } from "./Copyable";
import { type Credentials, environment } from "./words";

interface Props {
  title: string;
  baseUrl: string;
  credentials: Credentials;
  children?: ReactNode;
  onClose: () => void;
}

/** Credentials that nobody can be shown again: closed by its button only, not by a stray key or click. */
export function ShownOnce({ title, baseUrl, credentials, children, onClose }: Props) {
  const { apiKey, webhookSecret } = credentials;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      zIndex={300}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="sm">
        <Alert color="yellow" p="xs">
          Copy this now: it is shown this once, and can't be read again. What is lost is rotated.
        </Alert>
        {children}
        {apiKey && <Copyable label="API key" text={apiKey} />}
        {webhookSecret && <Copyable label="Webhook secret" text={webhookSecret} />}
        <Copyable
          label="Environment of the client app"
          text={environment(window.location.origin, baseUrl, credentials)}
        />
        {apiKey && webhookSecret && (
          <Text size="xs" className="quiet">
            STAFF_API_URL is this Staff App as your browser sees it, CLIENT_PORT where the app listens. Change them if
            they differ where it runs.
          </Text>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have stored it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

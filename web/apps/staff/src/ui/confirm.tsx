import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";

interface Question {
  title: string;
  text: string;
  /** Asked a second time: a box to tick before the button can be pressed. */
  sure?: string;
  button: string;
  onYes: () => void;
}

/** Asks before something that can't be undone. */
export function Confirm({ question, onClose }: { question: Question | null; onClose: () => void }) {
  return (
    <Modal opened={question !== null} onClose={onClose} title={question?.title} zIndex={400}>
      {question && <Body question={question} onClose={onClose} />}
    </Modal>
  );
}

function Body({ question, onClose }: { question: Question; onClose: () => void }) {
  const [isSure, setSure] = useState(question.sure === undefined);
  return (
    <Stack>
      <Text size="sm">{question.text}</Text>
      {question.sure && (
        <Checkbox label={question.sure} checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          color="red"
          disabled={!isSure}
          onClick={() => {
            onClose();
            question.onYes();
          }}
        >
          {question.button}
        </Button>
      </Group>
    </Stack>
  );
}

export type { Question };

import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useReturnFocus } from "../ui/useReturnFocus";

/** There only while it is open. A stray click beside it does not lose what is typed. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false} zIndex={300}>
      {children}
    </Modal>
  );
}

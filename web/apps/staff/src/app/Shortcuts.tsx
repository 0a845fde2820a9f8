import { Kbd, Modal } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";

const KEYS: [key: string, does: string][] = [
  ["/", "Search"],
  ["n", "New product or lender"],
  ["j  k", "Next, previous product"],
  ["x", "Choose the product"],
  ["Enter", "Open it"],
  ["Ctrl S", "Save"],
  ["Esc", "Close, or clear what is chosen"],
  ["?", "This list"],
];

export function Shortcuts() {
  const [isOpen, { open, close }] = useDisclosure(false);
  useHotkeys([
    ["shift+?", open],
    ["?", open],
  ]);
  return (
    <Modal opened={isOpen} onClose={close} title="Keyboard" size="sm">
      <table className="simple">
        <tbody>
          {KEYS.map(([key, does]) => (
            <tr key={key}>
              <td>
                <Kbd>{key}</Kbd>
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

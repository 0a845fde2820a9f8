import { useEffect, useState } from "react";

/** For a dialog that is there only while it is open: when it goes, the focus is where it was before. */
export function useReturnFocus() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After the dialog has gone: until then its focus trap would take the focus back.
      setTimeout(() => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true }));
    },
    [before],
  );
}

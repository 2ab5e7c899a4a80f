import { useState, type ReactNode } from 'react';

import { LateRecordDialog } from './LateDialogs';

interface Asked {
  /** what is about to happen, and to what */
  title: string;
  hint?: ReactNode;
  /** what the button says that does it */
  label: string;
  /** a refusal stays in the dialogue */
  perform: () => Promise<unknown>;
  onClose?: () => void;
}

/** Asks before what can’t be taken back. The first is to be drawn, the second asks. */
export function useConfirm(): [dialog: ReactNode, ask: (asked: Asked) => void] {
  const [asked, ask] = useState<Asked | null>(null);
  const dialog = asked && <Confirm {...asked} onClose={() => ask(null)} />;
  return [dialog, ask];
}

/** One question; it is closed when it was answered, either way. */
export function Confirm({ title, hint, label, perform, onClose = () => undefined }: Asked) {
  return <LateRecordDialog title={title} fields={[]} hint={hint} saveLabel={label} save={perform} onClose={onClose} />;
}

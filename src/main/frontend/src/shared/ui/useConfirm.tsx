import { useState, type ReactNode } from 'react';

import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { ErrorAlert } from './ErrorAlert';
import { Sheet } from './Sheet';
import { texts } from './texts';

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

/** The same for what is removed for good. */
export function useRemoval(): [
  dialog: ReactNode,
  ask: (title: string, perform: () => Promise<unknown>, what?: ReactNode) => void,
] {
  const { remove, removeHint } = useTexts(texts).records;
  const [dialog, ask] = useConfirm();
  return [
    dialog,
    (title, perform, what) =>
      ask({
        title,
        hint: (
          <>
            {what}
            <span>{removeHint}</span>
          </>
        ),
        label: remove,
        perform,
      }),
  ];
}

/** One question; it is closed when it was answered, either way. */
export function Confirm({ title, hint, label, perform, onClose = () => undefined }: Asked) {
  const [problem, setProblem] = useState<ApiProblem>();
  async function send() {
    setProblem(undefined);
    try {
      await perform();
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <Sheet title={title} sendLabel={label} send={send} onClose={onClose}>
      {hint}
      <ErrorAlert error={problem} />
    </Sheet>
  );
}

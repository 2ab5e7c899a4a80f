import { useRef } from 'react';

import { useNarrow } from '@/shared/lib/useNarrow';

import { Sheet, type SheetProps } from './Sheet';
import { useClosing } from './useClosing';

interface Props extends SheetProps {
  /** whether closing would lose what somebody typed */
  isUnsaved: boolean;
}

/**
 * A form over a page, which stays where it is: the way back closes the form, as its button and Esc do. What somebody
 * typed is lost only where he says so.
 */
export function FormDialog({ isUnsaved, send, onClose, ...sheet }: Props) {
  const narrow = useNarrow();
  const isSending = useRef(false);
  // what is sent may lead to another page
  const [close, question] = useClosing(isUnsaved, onClose, () => isSending.current);

  async function sendAway() {
    isSending.current = true;
    await send().finally(() => {
      isSending.current = false;
    });
  }

  return (
    <>
      <Sheet width="sm" fullScreen={narrow} {...sheet} send={sendAway} onClose={close} />
      {question}
    </>
  );
}

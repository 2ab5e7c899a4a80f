import { useState, type ReactNode } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useGuard } from '@/shared/lib/leaving';

import { texts } from './texts';
import { Confirm } from './useConfirm';
import { useStaying } from './useUnsaved';

/**
 * How something over a page is closed: by its button and Esc, and by the way back, which stays at the page. Where closing
 * would lose what somebody typed, it is asked for. The first is to be called, the second to be drawn.
 *
 * @param isGoing whether it leads to another page itself now
 */
export function useClosing(
  isUnsaved: boolean,
  onClose: () => void,
  isGoing: () => boolean = () => false,
): [close: () => void, question: ReactNode] {
  const t = useTexts(texts).unsaved;
  const [asking, setAsking] = useState(false);
  const close = () => (isUnsaved ? setAsking(true) : onClose());
  useGuard(
    ({ historyAction, currentLocation, nextLocation }) =>
      historyAction === 'POP' || (isUnsaved && !isGoing() && currentLocation.pathname !== nextLocation.pathname),
    (held) => {
      held.stay();
      close();
    },
  );
  useStaying(isUnsaved);
  const question = asking && (
    <Confirm
      title={t.title}
      hint={t.closing}
      label={t.close}
      perform={() => {
        onClose();
        return Promise.resolve();
      }}
      onClose={() => setAsking(false)}
    />
  );
  return [close, question];
}

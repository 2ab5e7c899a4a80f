import Button from '@mui/material/Button';

import { problemOf } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { useNotice } from './Notice';
import { texts } from './texts';

/** Tells what was done at once, and offers to take it back; tells, too, why that did not go. */
export function useUndo(): (done: string, takeBack: () => Promise<unknown>) => void {
  const t = useTexts(texts);
  const say = useNotice();
  return (done, takeBack) => {
    let isTaken = false;
    async function undo() {
      if (isTaken) {
        return;
      }
      isTaken = true;
      try {
        await takeBack();
        say(t.tookBack);
      } catch (error) {
        isTaken = false;
        const { status, message } = problemOf(error);
        say(message || (status === 0 ? t.offline : t.failed));
      }
    }
    say(
      done,
      <Button color="inherit" onClick={() => void undo()}>
        {t.undo}
      </Button>,
    );
  };
}

import { useCallback, useState, type ReactNode } from 'react';

import type { Action, KindPath, Profile } from '@/shared/api/model';
import { isProblem, type ApiProblem } from '@/shared/api/problem';
import { usePerformActionMutation } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { ActionDialog } from '@/shared/ui/ActionDialog';
import { useNotice } from '@/shared/ui/Notice';
import { texts } from '@/shared/ui/texts';

interface Subject {
  kind: KindPath;
  id: string;
  title: string;
}

/** The action by which somebody takes a ticket: the one that asks for an assignee, and for as little else as may be. */
export function takingAction(actions: readonly Action[]): Action | undefined {
  return actions
    .filter(({ fields }) => fields.some(({ key }) => key === 'assignee_id'))
    .sort((a, b) => mustSay(a).length - mustSay(b).length)[0];
}

function mustSay(action: Action) {
  return action.fields.filter(({ key, required }) => required && key !== 'assignee_id');
}

/** Performs actions: at once where there is nothing to say, else through their form. */
export function useActions(subject: Subject, onDone?: () => void) {
  const [perform, { isLoading }] = usePerformActionMutation();
  const [open, setOpen] = useState<{ action: Action; initial?: Record<string, unknown> } | null>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  const { language } = useLanguage();
  const t = useTexts(texts);
  const say = useNotice();
  const { kind, id } = subject;

  const send = useCallback(
    async (action: Action, fields: Record<string, unknown>) => {
      setProblem(undefined);
      await perform({ kind, id, action: action.name, fields }).unwrap();
      say(t.done(labelIn(action.label, language)));
      onDone?.();
    },
    [perform, kind, id, say, t, language, onDone],
  );

  const choose = useCallback(
    (action: Action, initial?: Record<string, unknown>) => {
      if (action.fields.length > 0) {
        setOpen({ action, initial });
        return;
      }
      send(action, {}).catch((error: unknown) => isProblem(error) && setProblem(error));
    },
    [send],
  );

  const take = useCallback(
    (actions: readonly Action[], me: Profile) => {
      const action = takingAction(actions);
      if (!action) {
        return;
      }
      const fields = { assignee_id: me.id };
      if (mustSay(action).length > 0) {
        setOpen({ action, initial: fields });
      } else {
        send(action, fields).catch((error: unknown) => isProblem(error) && setProblem(error));
      }
    },
    [send],
  );

  const dialog: ReactNode = open && (
    <ActionDialog
      action={open.action}
      subject={subject.title}
      initial={open.initial}
      perform={(fields) => send(open.action, fields)}
      onClose={() => setOpen(null)}
      onDone={() => setOpen(null)}
    />
  );
  return { choose, take, dialog, problem, busy: isLoading };
}

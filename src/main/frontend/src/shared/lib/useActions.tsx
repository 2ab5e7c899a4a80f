import Button from '@mui/material/Button';
import { useCallback, useState, type ReactNode } from 'react';

import type { Action, Profile, TicketPath } from '@/shared/api/model';
import { isProblem, type ApiProblem } from '@/shared/api/problem';
import { useLazyActionsOfQuery, usePerformActionMutation } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { LateActionDialog } from '@/shared/ui/LateDialogs';
import { useNotice } from '@/shared/ui/Notice';
import { texts } from '@/shared/ui/texts';

import { keyOf } from './actionNames';
import type { FieldValues } from './form';
import { useStale } from './useStale';

interface Subject {
  kind: TicketPath;
  id: string;
  title: string;
  /** what it is now, so that the way back can be offered */
  status?: string;
  /** when the actions that are shown were asked for; nobody chooses one that may be over */
  askedAt?: number;
}

/** The action by which somebody takes a ticket: the one that asks for an assignee, and for as little else as may be. */
export function takingAction(actions: readonly Action[]): Action | undefined {
  return actions
    .filter(({ fields }) => fields.some(({ key }) => key === 'assignee_id'))
    .sort((a, b) => mustSay(a).length - mustSay(b).length)[0];
}

/** The action that leads back and to nowhere else, and wants nothing said: how to undo is the model's to tell. */
export function wayBack(actions: readonly Action[], status: string): Action | undefined {
  return actions.find(
    ({ fields, leads_to }) =>
      leads_to?.length === 1 && leads_to[0] === status && fields.every(({ required }) => !required),
  );
}

function mustSay(action: Action) {
  return action.fields.filter(({ key, required }) => required && key !== 'assignee_id');
}

/** Performs actions: at once where there is nothing to say, else through their form. */
export function useActions(subject: Subject, onDone?: () => void, onLeave?: () => void) {
  const [perform, { isLoading }] = usePerformActionMutation();
  const [open, setOpen] = useState<{ action: Action; initial?: Record<string, unknown> } | null>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  const { language } = useLanguage();
  const t = useTexts(texts);
  const say = useNotice();
  const { kind, id, status } = subject;
  // what was typed into forms that were left, until it is sent
  const [typed] = useState(() => new Map<string, FieldValues>());
  const formOf = (action: Action) => `${id} ${keyOf(action)}`;
  const [stale, done] = useStale(subject.askedAt);
  const [look] = useLazyActionsOfQuery();

  const send = useCallback(
    async (action: Action, fields: Record<string, unknown>) => {
      setProblem(undefined);
      const after = await perform({ kind, id, action: action.name, element: action.element, fields })
        .unwrap()
        .finally(done);
      const name = labelIn(action.label, language);
      say(t.done(name));
      onDone?.();
      if (status === undefined || after.status === status) {
        return;
      }
      const [open = []] = await look({ kind, ids: [id] })
        .unwrap()
        .catch(() => [[]] as Action[][]);
      const back = wayBack(open, status);
      if (back) {
        say(
          t.done(name),
          <Button
            color="inherit"
            onClick={() =>
              void perform({ kind, id, action: back.name, fields: {} })
                .unwrap()
                .finally(done)
                .then(
                  () => say(t.undone(name)),
                  (error: unknown) => isProblem(error) && setProblem(error),
                )
            }
          >
            {t.undo}
          </Button>,
        );
      }
    },
    [perform, done, kind, id, status, look, say, t, language, onDone],
  );

  const choose = useCallback(
    (action: Action, initial?: Record<string, unknown>) => {
      if (stale) {
        return;
      }
      if (action.fields.length > 0) {
        setOpen({ action, initial });
        return;
      }
      send(action, {}).catch((error: unknown) => isProblem(error) && setProblem(error));
    },
    [send, stale],
  );

  const take = useCallback(
    (actions: readonly Action[], me: Profile) => {
      const action = takingAction(actions);
      if (!action || stale) {
        return;
      }
      const fields = { assignee_id: me.id };
      if (mustSay(action).length > 0) {
        setOpen({ action, initial: fields });
      } else {
        send(action, fields).catch((error: unknown) => isProblem(error) && setProblem(error));
      }
    },
    [send, stale],
  );

  const dialog: ReactNode = open && (
    <LateActionDialog
      action={open.action}
      subject={subject.title}
      initial={{ ...typed.get(formOf(open.action)), ...open.initial }}
      perform={(fields) => send(open.action, fields).then(() => typed.delete(formOf(open.action)))}
      onClose={(values) => {
        typed.set(formOf(open.action), values);
        setOpen(null);
        onLeave?.();
      }}
      onDone={() => setOpen(null)}
    />
  );
  return { choose, take, dialog, problem, tell: setProblem, busy: isLoading || stale };
}

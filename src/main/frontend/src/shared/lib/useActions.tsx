import Button from '@mui/material/Button';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import type { Action, Profile, TicketPath } from '@/shared/api/model';
import { isProblem, type ApiProblem } from '@/shared/api/problem';
import { useLazyActionsOfQuery, usePerformActionMutation } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { LateActionDialog } from '@/shared/ui/LateDialogs';
import { useNotice } from '@/shared/ui/Notice';
import { texts } from '@/shared/ui/texts';

import { keyOf } from './actionNames';
import { focusWithin } from './focusAfter';
import type { FieldValues } from './form';
import { draftOf, keepDraft } from './useDraft';
import { useStale } from './useStale';

interface Subject {
  kind: TicketPath;
  id: string;
  title: string;
  /** what it is now, so that the way back can be offered */
  status?: string;
}

interface Claim {
  action: Action;
  fields: Record<string, unknown>;
  /** false if the action requires further fields, so that its form has to open */
  complete: boolean;
}

/**
 * How the caller assigns a ticket to themselves: the action that asks for an assignee and for as little else as possible,
 * with its fields. A required reason is filled in. Undefined if no action asks for an assignee.
 */
export function claimOf(actions: readonly Action[], me: Pick<Profile, 'id'>, reason: string): Claim | undefined {
  const required = (action: Action) => action.fields.filter((field) => field.required && field.key !== 'assignee_id');
  const [action] = actions
    .filter(({ fields }) => fields.some(({ key }) => key === 'assignee_id'))
    .sort((a, b) => required(a).length - required(b).length);
  if (!action) {
    return undefined;
  }
  const asked = required(action).map(({ key }) => key);
  return {
    action,
    fields: { assignee_id: me.id, ...(asked.includes('reason') && { reason }) },
    complete: asked.every((key) => key === 'reason'),
  };
}

/** The action that leads back and to nowhere else, and wants nothing said: how to undo is the model's to tell. */
export function wayBack(actions: readonly Action[], status: string): Action | undefined {
  return actions.find(
    ({ fields, leads_to }) =>
      leads_to?.length === 1 && leads_to[0] === status && fields.every(({ required }) => !required),
  );
}

/**
 * Performs actions: at once where there is nothing to say, else through their form.
 *
 * Its `bar` is what shows the actions: there the focus is led once what was pressed is gone.
 *
 * @param askedAt when the actions that are shown were asked for; nobody chooses one that may be over
 */
export function useActions(
  { kind, id, title, status, askedAt }: Subject & { askedAt?: number },
  onDone?: () => void,
  onLeave?: () => void,
) {
  const subject = useMemo(() => ({ kind, id, title, status }), [kind, id, title, status]);
  const [perform, { isLoading }] = usePerformActionMutation();
  // whatever is chosen in a list meanwhile, the form is of what it was opened for
  const [open, setOpen] = useState<{ of: Subject; action: Action; initial?: Record<string, unknown> } | null>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  const { language } = useLanguage();
  const t = useTexts(texts);
  const say = useNotice();
  const [stale, done] = useStale(askedAt);
  const [look] = useLazyActionsOfQuery();
  const bar = useRef<HTMLDivElement>(null);
  // the button that was pressed may be gone with what it did, and the focus with it
  const acted = useRef(false);
  const settled = !isLoading && !stale && !open;
  useEffect(() => {
    if (settled && acted.current) {
      acted.current = false;
      focusWithin(bar.current);
    }
  });

  const send = useCallback(
    async (
      { kind, id, status }: Subject,
      action: Action,
      fields: Record<string, unknown>,
      name = labelIn(action.label, language),
    ) => {
      setProblem(undefined);
      const after = await perform({ kind, id, action: action.name, element: action.element, fields })
        .unwrap()
        .finally(() => {
          acted.current = true;
          done();
        });
      say(t.done(name));
      onDone?.();
      if (status === undefined || after.status === status) {
        return;
      }
      const [open] = await look({ kind, ids: [id], afresh: true })
        .unwrap()
        .catch(() => [[]] as Action[][]);
      const back = wayBack(open ?? [], status);
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
    [perform, done, look, say, t, language, onDone],
  );

  const choose = useCallback(
    (action: Action, initial?: Record<string, unknown>) => {
      if (stale) {
        return;
      }
      if (action.fields.length > 0) {
        setOpen({ of: subject, action, initial });
        return;
      }
      send(subject, action, {}).catch((error: unknown) => isProblem(error) && setProblem(error));
    },
    [send, stale, subject],
  );

  const claim = useCallback(
    ({ action, fields, complete }: Claim) => {
      if (stale) {
        return;
      }
      if (complete) {
        send(subject, action, fields, t.claim).catch((error: unknown) => isProblem(error) && setProblem(error));
      } else {
        setOpen({ of: subject, action, initial: fields });
      }
    },
    [send, stale, subject, t],
  );

  const draft = open && `${open.of.id} ${keyOf(open.action)}`;
  const dialog: ReactNode = open && draft && (
    <LateActionDialog
      action={open.action}
      subject={open.of.title}
      about={open.of.kind === 'articles' ? undefined : { kind: open.of.kind, id: open.of.id }}
      initial={{ ...draftOf<FieldValues>(draft), ...open.initial }}
      keep={(typed) => keepDraft(draft, typed)}
      perform={(fields) => send(open.of, open.action, fields).then(() => keepDraft(draft))}
      onClose={() => {
        setOpen(null);
        onLeave?.();
      }}
      onDone={() => setOpen(null)}
    />
  );
  return { choose, claim, dialog, bar, problem, tell: setProblem, busy: isLoading || stale };
}

import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';

import type { Action } from '@/shared/api/model';
import { isProblem, type ApiProblem } from '@/shared/api/problem';
import { useLazyActionsOfQuery, usePerformActionMutation } from '@/shared/api/ticketApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { toField } from '@/shared/lib/localTime';
import { instantOf, wallTime } from '@/shared/i18n/zone';
import { ActionDialog } from '@/shared/ui/ActionDialog';
import { useNotice } from '@/shared/ui/Notice';

import type { Item } from './calendarApi';
import { texts } from './texts';

interface Window {
  planned_start: string;
  planned_end: string;
}

/** The window on another day: it begins at the same time by the clock, and lasts as long. */
export function windowOn(item: Pick<Item, 'start' | 'end'>, day: string): Window {
  const start = instantOf(`${day}T${wallTime(item.start).slice(11)}`);
  return {
    planned_start: new Date(start).toISOString(),
    planned_end: new Date(start + item.end - item.start).toISOString(),
  };
}

/** The action that moves a change, whatever its model calls it: the one that takes a window. */
function movingAction(actions: readonly Action[]): Action | undefined {
  return actions.find(({ fields }) =>
    ['planned_start', 'planned_end'].every((key) => fields.some((f) => f.key === key)),
  );
}

/** Moves changes by the action that they offer, at once where nothing else must be said, and back again. */
export function useReschedule(items: readonly Item[]) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const [look] = useLazyActionsOfQuery();
  const [perform] = usePerformActionMutation();
  const [problem, setProblem] = useState<ApiProblem>();
  const [open, setOpen] = useState<{ action: Action; item: Item; window: Window } | null>(null);

  async function send(item: Item, action: Action, fields: object, before?: Window) {
    await perform({ kind: 'changes', id: item.number!, action: action.name, fields: { ...fields } }).unwrap();
    const start = (fields as Window).planned_start;
    say(
      t.moved(item.number!, formatDateTime(start, language)),
      before && (
        <Button
          color="inherit"
          onClick={() => void send(item, action, before).catch((error) => isProblem(error) && setProblem(error))}
        >
          {t.undo}
        </Button>
      ),
    );
  }

  async function start(item: Item, day: string) {
    setProblem(undefined);
    const [actions] = await look({ kind: 'changes', ids: [item.number!] }).unwrap();
    const action = movingAction(actions ?? []);
    if (!action) {
      say(t.fixed(item.number!));
      return;
    }
    const window = windowOn(item, day);
    if (action.fields.some(({ key, required }) => required && !(key in window))) {
      setOpen({ action, item, window });
      return;
    }
    const before = { planned_start: new Date(item.start).toISOString(), planned_end: new Date(item.end).toISOString() };
    await send(item, action, window, before);
  }

  function move(key: string, day: string) {
    const item = items.find((one) => one.key === key);
    if (item?.number && wallTime(item.start).slice(0, 10) !== day) {
      start(item, day).catch((error: unknown) => isProblem(error) && setProblem(error));
    }
  }

  const dialog: ReactNode = open && (
    <ActionDialog
      action={open.action}
      subject={`${open.item.number} ${open.item.title}`}
      initial={{ planned_start: toField(open.window.planned_start), planned_end: toField(open.window.planned_end) }}
      perform={(fields) => send(open.item, open.action, fields)}
      onClose={() => setOpen(null)}
      onDone={() => setOpen(null)}
    />
  );
  return { move, dialog, problem };
}

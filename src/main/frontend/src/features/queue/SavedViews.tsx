import Button from '@mui/material/Button';
import { BookmarkCheck, BookmarkPlus, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import type { KindPath } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import {
  addressOf,
  filterOf,
  useChangeViewMutation,
  useRemoveViewMutation,
  useSaveViewMutation,
  type SavedView,
} from '@/shared/api/viewsApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { useNotice } from '@/shared/ui/Notice';
import { LateRecordDialog } from '@/shared/ui/LateDialogs';
import { useUndo } from '@/shared/ui/useUndo';

import { texts } from './texts';

interface Props {
  kind: KindPath;
  /** what the list is asked for now */
  asked: Readonly<Record<string, string>>;
  /** what of its fields is shown beside what all lists show */
  columns?: string[];
  /** the saved view that is shown */
  shown?: SavedView;
  /** the saved view that was narrowed otherwise since it was shown */
  from?: SavedView;
}

/** Keeps the list as it is narrowed now under a name, or removes the saved one that is shown. */
export function SavedViews({ kind, asked, columns = [], shown, from }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const offer = useUndo();
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const [save] = useSaveViewMutation();
  const [change] = useChangeViewMutation();
  const [remove] = useRemoveViewMutation();

  const mayChange = (view: SavedView) => view.is_mine || may(me, 'team:manage');
  const list = { kind, filter: filterOf(asked), columns, sort: asked.sort };
  const team =
    me.teams.length > 0
      ? [
          field('team_id', t.shareWith, 'select', {
            choices: me.teams.map((one) => [one.id ?? '', one.name ?? ''] as const),
          }),
        ]
      : [];

  async function keep(named: Record<string, unknown>) {
    const view = await save({
      name: named.name as string,
      team_id: (named.team_id as string | undefined) ?? null,
      ...list,
    }).unwrap();
    void navigate(addressOf(view));
  }

  async function renew({ id, version }: SavedView) {
    const { filter, sort } = list;
    const view = await change({ id, version, fields: { filter, columns, sort } }).unwrap();
    void navigate(addressOf(view));
    say(t.viewRenewed(view.name));
  }

  async function drop({ id, name, kind: of, filter, columns: shownThen, sort, team_id }: SavedView) {
    await remove(id).unwrap();
    void navigate('/queue');
    offer(t.viewRemoved(name), () =>
      save({ name, kind: of, filter, columns: shownThen, sort, team_id }).unwrap().then(addressOf).then(navigate),
    );
  }

  return (
    <>
      {shown ? (
        mayChange(shown) && (
          <>
            <Button color="inherit" startIcon={<Pencil size={15} aria-hidden />} onClick={() => setRenaming(true)}>
              {t.renameView}
            </Button>
            <Button
              color="inherit"
              startIcon={<Trash2 size={15} aria-hidden />}
              onClick={() => {
                drop(shown).catch(() => say(t.viewStays));
              }}
            >
              {t.removeView}
            </Button>
          </>
        )
      ) : (
        <>
          {from && from.kind === kind && mayChange(from) && (
            <Button
              color="inherit"
              startIcon={<BookmarkCheck size={15} aria-hidden />}
              onClick={() => {
                renew(from).catch(() => say(t.viewNotRenewed));
              }}
            >
              {t.renewView(from.name)}
            </Button>
          )}
          <Button color="inherit" startIcon={<BookmarkPlus size={15} aria-hidden />} onClick={() => setNaming(true)}>
            {t.saveView}
          </Button>
        </>
      )}
      {renaming && shown && (
        <LateRecordDialog
          title={t.renameView}
          fields={[field('name', t.viewName, 'textfield', { required: true, max: 100 }), ...team]}
          initial={{ name: shown.name, team_id: shown.team_id }}
          save={(fields) => change({ id: shown.id, version: shown.version, fields }).unwrap()}
          saveLabel={t.save}
          onClose={() => setRenaming(false)}
        />
      )}
      {naming && (
        <LateRecordDialog
          title={t.saveView}
          fields={[field('name', t.viewName, 'textfield', { required: true, max: 100 }), ...team]}
          save={keep}
          saveLabel={t.save}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

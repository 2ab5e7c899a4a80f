import Button from '@mui/material/Button';
import { BookmarkPlus, Pencil, Trash2 } from 'lucide-react';
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

import { texts } from './texts';

interface Props {
  kind: KindPath;
  /** what the list is asked for now */
  asked: Readonly<Record<string, string>>;
  /** the saved view that is shown */
  shown?: SavedView;
}

/** Keeps the list as it is narrowed now under a name, or removes the saved one that is shown. */
export function SavedViews({ kind, asked, shown }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const [save] = useSaveViewMutation();
  const [change] = useChangeViewMutation();
  const [remove] = useRemoveViewMutation();

  async function keep(named: Record<string, unknown>) {
    const view = await save({
      name: named.name as string,
      team_id: (named.team_id as string | undefined) ?? null,
      kind,
      filter: filterOf(asked),
      sort: asked.sort,
    }).unwrap();
    void navigate(addressOf(view));
  }

  async function drop({ id, name, kind: of, filter, sort, team_id }: SavedView) {
    await remove(id).unwrap();
    void navigate('/queue');
    say(
      t.viewRemoved(name),
      <Button color="inherit" onClick={() => void save({ name, kind: of, filter, sort, team_id })}>
        {t.undo}
      </Button>,
    );
  }

  return (
    <>
      {shown ? (
        (shown.is_mine || may(me, 'team:manage')) && (
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
        <Button color="inherit" startIcon={<BookmarkPlus size={15} aria-hidden />} onClick={() => setNaming(true)}>
          {t.saveView}
        </Button>
      )}
      {renaming && shown && (
        <LateRecordDialog
          title={t.renameView}
          fields={[field('name', t.viewName, 'textfield', { required: true, max: 100 })]}
          initial={{ name: shown.name }}
          save={(fields) => change({ id: shown.id, version: shown.version, fields }).unwrap()}
          saveLabel={t.save}
          onClose={() => setRenaming(false)}
        />
      )}
      {naming && (
        <LateRecordDialog
          title={t.saveView}
          fields={[
            field('name', t.viewName, 'textfield', { required: true, max: 100 }),
            ...(me.teams.length > 0
              ? [
                  field('team_id', t.shareWith, 'select', {
                    choices: me.teams.map((team) => [team.id ?? '', team.name ?? ''] as const),
                  }),
                ]
              : []),
          ]}
          save={keep}
          saveLabel={t.save}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import { may, useMe } from '@/shared/api/profile';
import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { useNotice } from '@/shared/ui/Notice';
import { Person, personName } from '@/shared/ui/Person';
import { Pager } from '@/shared/ui/Pager';
import { RecordList } from '@/shared/ui/RecordList';
import { useConfirm } from '@/shared/ui/useConfirm';

import { useRoleGrantsQuery, useRolesQuery, type RoleGrant } from './adminApi';
import { texts } from './texts';
import { useRoleName } from './useRoleName';

/** Who holds which role, since when, by whom and until when. */
export function RoleGrants() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const say = useNotice();
  const nameOf = useRoleName();
  const [role, setRole] = useState('');
  const [ended, setEnded] = useState(false);
  const [page, setPage] = useState(1);
  const { data: grants, ...read } = useRoleGrantsQuery({ role, ended, page });
  const { data: roles = [] } = useRolesQuery();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  const [asking, ask] = useConfirm();
  const manages = may(me, 'user:manage');
  const exported = new URLSearchParams({ include_ended: String(ended), ...(role && { role }) });
  const time = (at: string | null | undefined) => at && formatDateTime(at, language);
  return (
    <>
      <RecordList<RoleGrant>
        label={t.pages.grants}
        items={grants?.items}
        read={read}
        canAdd={manages}
        canEdit={() => false}
        tools={
          <>
            <TextField
              select
              label={t.role}
              value={role}
              onChange={(event) => {
                setRole(event.target.value);
                setPage(1);
              }}
              sx={{ width: 200 }}
            >
              <MenuItem value="">{t.anyRole}</MenuItem>
              {roles.map((one) => (
                <MenuItem key={one.role} value={one.role}>
                  {nameOf(one.role)}
                </MenuItem>
              ))}
            </TextField>
            <FormControlLabel
              control={
                <Checkbox
                  checked={ended}
                  onChange={(_, checked) => {
                    setEnded(checked);
                    setPage(1);
                  }}
                />
              }
              label={t.withEnded}
            />
            <Button component="a" href={`/api/v1/role-grants/export?${exported}`} download>
              {t.exportCsv}
            </Button>
          </>
        }
        columns={[
          [t.user, ({ user }) => <Person person={user} withName />],
          [t.role, (grant) => `${nameOf(grant.role)}${grant.is_main ? ` (${t.mainRole})` : ''}`],
          [t.since, ({ granted_at }) => time(granted_at)],
          [t.grantedBy, ({ granted_by }) => personName(granted_by, language)],
          [
            t.until,
            ({ until, ended_at }) =>
              ended_at ? (
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {t.endedAt(formatDateTime(ended_at, language))}
                </Box>
              ) : (
                time(until)
              ),
          ],
          [t.reason, ({ reason }) => reason],
        ]}
        fields={() => [
          field('user_id', t.user, 'user', { required: true }),
          field('role', t.role, 'select', {
            required: true,
            choices: roles.filter(({ grantable }) => grantable).map((one) => [one.role, nameOf(one.role)] as const),
          }),
          { ...field('until', t.until, 'datetime'), description: { ja: t.untilHint, en: t.untilHint } },
          field('reason', t.reason, 'textfield', { max: 500 }),
        ]}
        save={(fields) => save({ path: 'role-grants', fields }).unwrap()}
        more={({ id, user, role, ended_at }) =>
          manages &&
          id &&
          !ended_at && (
            <Button
              onClick={() =>
                ask({
                  title: `${personName(user, language)} – ${t.takeAway}`,
                  hint: nameOf(role),
                  label: t.takeAway,
                  perform: () =>
                    remove({ path: 'role-grants', id })
                      .unwrap()
                      .then(() => say(t.done)),
                })
              }
            >
              {t.takeAway}
            </Button>
          )
        }
      />
      {asking}
      {grants && <Pager page={page} hasNext={grants.hasNext} onPage={setPage} />}
    </>
  );
}

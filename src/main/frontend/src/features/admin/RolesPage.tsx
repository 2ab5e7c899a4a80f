import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { Plus } from 'lucide-react';
import { useState } from 'react';

import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { field } from '@/shared/lib/fields';
import { Block } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RowSkeletons } from '@/shared/ui/Skeletons';
import { useConfirm } from '@/shared/ui/useConfirm';

import { usePermissionsQuery, useRolesQuery, type Role } from './adminApi';
import { grouped } from './permissions';
import { texts } from './rolesTexts';
import { useRoleName } from './useRoleName';

/** What each role allows; those of the tenant's own are made and changed here. */
export function RolesPage() {
  const t = useTexts(texts);
  const say = useNotice();
  const nameOf = useRoleName();
  const { data: roles } = useRolesQuery();
  const [remove] = useRemoveMutation();
  const [confirming, ask] = useConfirm();
  const [open, setOpen] = useState<{ role?: Role }>();
  if (!roles) {
    return <RowSkeletons />;
  }
  const own = roles.filter(({ id }) => id);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      <Block
        title={t.own}
        action={
          <Button variant="outlined" startIcon={<Plus size={16} aria-hidden />} onClick={() => setOpen({})}>
            {t.add}
          </Button>
        }
      >
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1 }}>{t.hint}</Box>
        {confirming}
        {own.length === 0 ? (
          <EmptyState title={t.none} />
        ) : (
          <Grid label={t.own} head={[t.role, t.holders, t.permissions, '']}>
            {own.map((role) => (
              <tr key={role.id}>
                <Box component="td" sx={{ minWidth: 160 }}>
                  <Box sx={{ fontWeight: 500 }}>{nameOf(role.role)}</Box>
                  <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', fontWeight: 400 }}>
                    <code>{role.role}</code>
                    <Counts role={role} />
                    {role.description && <div>{role.description}</div>}
                  </Box>
                </Box>
                <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                  {t.holdersOf(role.holders ?? 0)}
                </Box>
                <td>
                  <Words permissions={role.permissions ?? []} />
                </td>
                <Box component="td" sx={{ whiteSpace: 'nowrap', textAlign: 'right !important', py: '0 !important' }}>
                  <Button aria-label={t.editOf(nameOf(role.role))} onClick={() => setOpen({ role })}>
                    {t.edit}
                  </Button>
                  <Button
                    aria-label={t.removeOf(nameOf(role.role))}
                    onClick={() =>
                      ask({
                        title: t.removeOf(nameOf(role.role)),
                        label: t.remove,
                        perform: () =>
                          remove({ path: 'roles', id: role.id ?? '' })
                            .unwrap()
                            .then(() => say(t.removed)),
                      })
                    }
                  >
                    {t.remove}
                  </Button>
                </Box>
              </tr>
            ))}
          </Grid>
        )}
      </Block>
      <Block title={t.shipped}>
        <Grid label={t.shipped} head={[t.role, t.permissions]}>
          {roles
            .filter(({ id, grantable }) => !id && grantable)
            .map((role) => (
              <tr key={role.role}>
                <Box component="td" sx={{ minWidth: 160, fontWeight: '500 !important' }}>
                  {nameOf(role.role)}
                </Box>
                <td>
                  <Words permissions={role.permissions ?? []} />
                </td>
              </tr>
            ))}
        </Grid>
      </Block>
      {open && (
        <RoleDialog role={roles.find(({ id }) => id && id === open.role?.id)} onClose={() => setOpen(undefined)} />
      )}
    </Box>
  );
}

function Counts({ role }: { role: Role }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return role.counts_as ? (
    <div>
      {t.countsAs}: {word('role', role.counts_as, language)}
    </div>
  ) : null;
}

/** What a role allows, folded: the longest is a page by itself. */
function Words({ permissions }: { permissions: readonly string[] }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const stop = language === 'ja' ? '、' : ', ';
  return (
    <details>
      <Box component="summary" sx={{ cursor: 'pointer' }}>
        {t.countOf(permissions.length)}
      </Box>
      <Box component="dl" sx={{ m: 0, mt: 0.5, fontSize: '0.8125rem' }}>
        {grouped(permissions, t).map((group) => (
          <Box key={group.resource} sx={{ display: 'flex', gap: 1 }}>
            <Box component="dt" sx={{ flex: '0 0 9rem', color: 'text.secondary' }}>
              {group.label}
            </Box>
            <Box component="dd" sx={{ m: 0 }}>
              {group.permissions.map(({ label }) => label).join(stop)}
            </Box>
          </Box>
        ))}
      </Box>
    </details>
  );
}

function RoleDialog({ role, onClose }: { role?: Role; onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const nameOf = useRoleName();
  const { data: possible = [] } = usePermissionsQuery();
  const [save] = useSaveMutation();
  // what is not said here stays as it is, or as somebody else changes it
  const [said, setSaid] = useState<Readonly<Record<string, boolean>>>({});
  const allowed = role?.permissions ?? [];
  // what the product no longer knows can still be taken away
  const all = [...new Set([...possible, ...allowed])];
  const isChosen = (permission: string) => said[permission] ?? allowed.includes(permission);
  const changed = all.some((permission) => isChosen(permission) !== allowed.includes(permission));
  const hinted = (key: string, hint: string) => ({ key, description: { ja: hint, en: hint } });
  return (
    <RecordDialog
      title={role ? t.editOf(nameOf(role.role)) : t.add}
      fields={[
        field('name_ja', t.nameJa, 'textfield', { required: true, max: 100 }),
        field('name_en', t.nameEn, 'textfield', { required: true, max: 100 }),
        ...(role
          ? []
          : [{ ...field('key', t.key, 'textfield', { required: true, max: 50 }), ...hinted('key', t.keyHint) }]),
        field('description', t.description, 'textarea', { max: 500 }),
        ...(role
          ? []
          : [
              {
                ...field('counts_as', t.countsAs, 'select', {
                  choices: ['operator', 'manager'].map((one) => [one, word('role', one, language)] as const),
                }),
                ...hinted('counts_as', t.countsAsHint),
              },
            ]),
      ]}
      initial={role}
      saveLabel={t.save}
      save={(fields) =>
        save({
          path: 'roles',
          id: role?.id ?? undefined,
          version: role?.version,
          fields: { ...fields, ...((changed || !role) && { permissions: all.filter(isChosen) }) },
        })
          .unwrap()
          .then(() => say(t.saved))
      }
      moreChanged={changed}
      more={
        <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
          <Box component="legend" sx={{ p: 0, mb: 0.5, fontSize: '0.875rem', fontWeight: 600 }}>
            {t.permissions}
          </Box>
          {grouped(all, t).map((group) => (
            <Box
              key={group.resource}
              role="group"
              aria-label={group.label}
              sx={{
                display: 'grid',
                gridTemplateColumns: { xs: '1fr', sm: '9rem 1fr' },
                alignItems: 'baseline',
                py: 0.25,
                borderTop: 1,
                borderColor: 'divider',
              }}
            >
              <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{group.label}</Box>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
                {group.permissions.map(({ permission, label }) => (
                  <FormControlLabel
                    key={permission}
                    label={label}
                    control={
                      <Checkbox
                        size="small"
                        checked={isChosen(permission)}
                        onChange={(_, checked) => setSaid((now) => ({ ...now, [permission]: checked }))}
                      />
                    }
                  />
                ))}
              </Box>
            </Box>
          ))}
        </Box>
      }
      onClose={onClose}
    />
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { may, useMe } from '@/shared/api/profile';
import {
  useChangeTextModuleMutation,
  useKeepTextModuleMutation,
  useRemoveTextModuleMutation,
  useTextModulesQuery,
  type TextModule,
} from '@/shared/api/textModulesApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { Block } from '@/shared/ui/Block';
import { useNotice } from '@/shared/ui/Notice';
import { RecordDialog } from '@/shared/ui/RecordDialog';

import { Hint, Row, Rows } from './rows';
import { texts } from './texts';

/** The texts that somebody keeps for answers: their own, and those shared with them. */
export function Texts() {
  const t = useTexts(texts).modules;
  const { language } = useLanguage();
  const me = useMe();
  const say = useNotice();
  const { data: modules = [] } = useTextModulesQuery();
  const [keep] = useKeepTextModuleMutation();
  const [change] = useChangeTextModuleMutation();
  const [remove] = useRemoveTextModuleMutation();
  const [open, setOpen] = useState<{ module?: TextModule } | null>(null);
  const edited = open?.module && (modules.find(({ id }) => id === open.module?.id) ?? open.module);
  const fields = [
    field('name', t.name, 'textfield', { required: true, max: 100 }),
    field('content_ja', t.ja, 'textarea'),
    field('content_en', t.en, 'textarea'),
    ...(me.teams.length > 0
      ? [
          field('team_id', t.team, 'select', {
            choices: me.teams.map((team) => [team.id ?? '', team.name ?? ''] as const),
          }),
        ]
      : []),
  ];
  const scoped = (values: Record<string, unknown>) =>
    'team_id' in values ? { ...values, scope: values.team_id ? 'team' : 'own' } : values;

  async function drop(module: TextModule) {
    const { name, content_ja, content_en, scope, team_id } = module;
    try {
      await remove(module.id).unwrap();
      say(
        t.removed(name),
        <Button color="inherit" onClick={() => void keep({ name, content_ja, content_en, scope, team_id })}>
          {t.undo}
        </Button>,
      );
    } catch {
      say(t.stays);
    }
  }

  return (
    <Block title={t.title} action={<Button onClick={() => setOpen({})}>{t.add}</Button>}>
      <Hint>{t.hint}</Hint>
      <Rows>
        {modules.map((module) => (
          <Row
            key={module.id}
            action={
              (module.owner_id === me.id || may(me, 'team:manage')) && (
                <Box sx={{ whiteSpace: 'nowrap' }}>
                  <Button onClick={() => setOpen({ module })}>{t.edit}</Button>
                  <Button onClick={() => void drop(module)}>{t.remove}</Button>
                </Box>
              )
            }
          >
            <Box sx={{ fontWeight: 500 }}>
              {module.name}
              <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, ml: 1, fontSize: '0.8125rem' }}>
                {(t.scopes as Record<string, string>)[module.scope]}
              </Box>
            </Box>
            <Box
              sx={{
                color: 'text.secondary',
                fontSize: '0.8125rem',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {(language === 'ja' ? module.content_ja : module.content_en) ?? module.content_ja ?? module.content_en}
            </Box>
          </Row>
        ))}
      </Rows>
      {open && (
        <RecordDialog
          title={open.module ? t.edit : t.add}
          hint={<Hint>{t.places}</Hint>}
          fields={fields}
          initial={edited}
          saveLabel={t.save}
          save={(values) =>
            edited
              ? change({ id: edited.id, version: edited.version, fields: scoped(values) }).unwrap()
              : keep({ scope: 'own', ...scoped(values) }).unwrap()
          }
          onClose={() => setOpen(null)}
        />
      )}
    </Block>
  );
}

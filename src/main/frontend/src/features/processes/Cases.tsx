import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';
import { useNotice } from '@/shared/ui/Notice';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { useRemoval } from '@/shared/ui/useConfirm';

import { useCasesQuery, useKeepCaseMutation, useRemoveCaseMutation } from './modelsApi';
import { texts } from './texts';

/** Courses of past tickets of a process, by which changed models are tried before they are deployed. */
export function Cases({ process }: { process: string }) {
  const t = useTexts(texts).cases;
  const say = useNotice();
  const [adding, setAdding] = useState(false);
  const { data: all = [], error, refetch } = useCasesQuery();
  const [keep] = useKeepCaseMutation();
  const [remove] = useRemoveCaseMutation();
  const [removing, askToRemove] = useRemoval();
  const own = all.filter((one) => one.process === process);
  return (
    <Box component="section" sx={{ mt: 3 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <Box component="h2" sx={{ fontSize: '0.875rem', m: 0, flex: 1 }}>
          {t.title}
        </Box>
        <Button onClick={() => setAdding(true)}>{t.add}</Button>
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 1 }}>{t.hint}</Box>
      <ErrorAlert error={error} onRetry={() => void refetch()} />
      {own.length > 0 && (
        <Grid head={[t.name, t.steps, '']} label={t.title}>
          {own.map(({ id, name, steps, whole }) => (
            <tr key={id}>
              <Box component="td" sx={{ overflowWrap: 'anywhere' }}>
                {name}
              </Box>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {steps}
                {!whole && <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{t.part}</Box>}
              </Box>
              <td>
                <Button
                  aria-label={`${t.remove}: ${name}`}
                  onClick={({ currentTarget }) =>
                    askToRemove(`${t.remove}: ${name}`, () => {
                      focusAfterRow({ currentTarget });
                      return remove(id)
                        .unwrap()
                        .then(() => say(t.removed));
                    })
                  }
                >
                  {t.remove}
                </Button>
              </td>
            </tr>
          ))}
        </Grid>
      )}
      {removing}
      {adding && (
        <RecordDialog
          title={t.add}
          hint={t.addHint}
          fields={[
            field('ticket', t.ticket, 'textfield', { required: true, max: 60 }),
            field('name', t.name, 'textfield', { required: true, max: 100 }),
          ]}
          saveLabel={t.keep}
          save={({ ticket, name }) =>
            keep({ ticket: String(ticket), name: String(name) })
              .unwrap()
              .then((kept) => say(kept.process === process ? t.kept : t.keptOf(kept.process)))
          }
          onClose={() => setAdding(false)}
        />
      )}
    </Box>
  );
}

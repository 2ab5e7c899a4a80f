import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useCallback } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';

import { ModelEditor } from './ModelEditor';
import { goesOn, useRehearsal, useRehearseMutation, type Rehearsal } from './modelsApi';
import { texts } from './texts';

/** A decision table as Modeler shows it. What is changed can be tried on past tickets. */
export function TableEditor({ decision, xml }: { decision: string; xml: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [rehearse, { data: begun, error: refused, isLoading }] = useRehearseMutation();
  const open = useCallback(
    async (container: HTMLElement, onChange: () => void) => {
      const { editTable } = await import('./editTable');
      return editTable({ container, xml, decision, language, rule: t.rule, onChange });
    },
    [xml, decision, language, t.rule],
  );
  return (
    <ModelEditor
      name={`${decision}.dmn`}
      type="application/xml"
      open={open}
      trial={{
        label: t.rehearse,
        disabled: isLoading,
        onTry: (table) => void rehearse({ files: [table], decision }),
      }}
    >
      <ErrorAlert error={isProblem(refused) ? refused : undefined} />
      {begun && <Report key={begun.id} id={begun.id} />}
    </ModelEditor>
  );
}

/** What past tickets would have been answered. */
function Report({ id }: { id: string }) {
  const t = useTexts(texts);
  const { data: rehearsal, error } = useRehearsal(id);
  if (!rehearsal) {
    return error ? <ErrorAlert error={error} /> : <LinearProgress />;
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}>
      <Box role="status">
        {t.rehearsed(String(rehearsal.done), String(rehearsal.tickets))}{' '}
        <strong>{rehearsal.different > 0 ? t.different(String(rehearsal.different)) : t.noDifference}</strong>
      </Box>
      {goesOn(rehearsal.state) && <LinearProgress />}
      {rehearsal.changes.length > 0 && <Changes changes={rehearsal.changes} />}
    </Box>
  );
}

function Changes({ changes }: Pick<Rehearsal, 'changes'>) {
  const t = useTexts(texts);
  return (
    <Grid head={[t.asked, t.before, t.after, t.tickets, t.numbers]} label={t.rehearse}>
      {changes.map(({ asked = {}, before = [], after = [], tickets, numbers = [] }, at) => (
        <tr key={at}>
          <td>{sentence([asked])}</td>
          <td>{sentence(before)}</td>
          <td>{sentence(after)}</td>
          <td>{tickets}</td>
          <td>{numbers.join(', ')}</td>
        </tr>
      ))}
    </Grid>
  );
}

function sentence(rows: readonly Record<string, string>[]): string {
  return rows
    .map((row) =>
      Object.entries(row)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', '),
    )
    .join(' / ');
}

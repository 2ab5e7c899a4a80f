import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useEffect, useRef, useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Grid } from '@/shared/ui/Grid';

import { DeployDialog } from './DeployDialog';
import { goesOn, useRehearsal, useRehearseMutation, type Rehearsal } from './modelsApi';
import { texts } from './texts';

interface Editing {
  xml: () => Promise<string>;
  destroy: () => void;
}

/** A decision table as Modeler shows it. What is changed is tried on past tickets, checked, and deployed from here. */
export function TableEditor({ decision, xml }: { decision: string; xml: string }) {
  const t = useTexts(texts);
  const me = useMe();
  const { language } = useLanguage();
  const canvas = useRef<HTMLDivElement>(null);
  const editing = useRef<Editing>(undefined);
  const [changed, setChanged] = useState(false);
  const [failed, setFailed] = useState(false);
  const [opened, setOpened] = useState(0);
  const [file, setFile] = useState<File>();
  const [rehearse, { data: begun, error: refused, isLoading }] = useRehearseMutation();
  useEffect(() => {
    let left = false;
    let mine: Editing | undefined;
    void (async () => {
      try {
        const { edit } = await import('./editTable');
        if (!left && canvas.current) {
          mine = await edit({
            container: canvas.current,
            xml,
            decision,
            language,
            rule: t.rule,
            onChange: () => setChanged(true),
          });
          if (left) {
            mine.destroy();
          } else {
            editing.current = mine;
          }
        }
      } catch {
        setFailed(true);
      }
    })();
    return () => {
      left = true;
      mine?.destroy();
    };
  }, [xml, decision, language, t.rule, opened]);
  async function current() {
    const content = (await editing.current?.xml()) ?? xml;
    return new File([content], `${decision}.dmn`, { type: 'application/xml' });
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      {failed && <Alert severity="error">{t.tableFailed}</Alert>}
      {changed && may(me, 'model:deploy') && (
        <Alert
          severity="info"
          sx={{ alignItems: 'center', py: 0.25 }}
          action={
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              <Button
                color="inherit"
                onClick={() => {
                  setChanged(false);
                  setOpened((nth) => nth + 1);
                }}
              >
                {t.discard}
              </Button>
              <Button
                variant="outlined"
                disabled={isLoading}
                onClick={() => void current().then((table) => rehearse({ files: [table], decision }))}
              >
                {t.rehearse}
              </Button>
              <Button variant="contained" onClick={() => void current().then(setFile)}>
                {t.check}
              </Button>
            </Box>
          }
        >
          {t.unsaved}
        </Alert>
      )}
      <ErrorAlert error={isProblem(refused) ? refused : undefined} />
      {begun && <Report key={begun.id} id={begun.id} />}
      <Box
        ref={canvas}
        sx={{
          // the table is drawn on white, as in Modeler
          colorScheme: 'light',
          bgcolor: '#fff',
          color: '#161616',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          overflow: 'auto',
          minHeight: 200,
          maxHeight: '70vh',
          // the names of the table and its views are this page's
          '& .view-drd, & .decision-table-name': { display: 'none' },
        }}
      />
      {file && (
        <DeployDialog
          file={file}
          onClose={(deployed) => {
            setFile(undefined);
            if (deployed) {
              setChanged(false);
            }
          }}
        />
      )}
    </Box>
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

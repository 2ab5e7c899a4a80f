import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState, type ReactNode } from 'react';

import type { Field } from '@/shared/api/model';
import { isStale, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { fromField, toField } from '@/shared/lib/localTime';
import { missing, type FieldValues } from '@/shared/lib/form';
import { useNarrow } from '@/shared/lib/useNarrow';

import { ErrorAlert } from './ErrorAlert';
import { FormView } from './FormView';
import { texts } from './texts';

interface Props {
  title: string;
  fields: readonly Field[];
  initial?: FieldValues;
  /** which fields there are with these values; what is not there is empty */
  shown?: (field: Field, values: FieldValues) => boolean;
  /** what is sent: the fields that differ, emptied ones as null */
  save: (values: Record<string, unknown>) => Promise<unknown>;
  saveLabel: string;
  hint?: ReactNode;
  /** what stands below the fields; who gives it sends it along */
  more?: ReactNode;
  onClose: () => void;
}

/** A record as a form. A refusal stands at its field, and what was typed stays. */
export function RecordDialog({
  title,
  fields: all,
  initial = {},
  shown = () => true,
  save,
  saveLabel,
  hint,
  more,
  onClose,
}: Props) {
  const t = useTexts(texts);
  const id = useId();
  const narrow = useNarrow();
  const asRead = () =>
    Object.fromEntries(
      all.map(({ key, type }) => {
        const value = initial[key];
        return [key, type === 'datetime' && typeof value === 'string' ? toField(value) : (value ?? '')];
      }),
    );
  const [before, setBefore] = useState(asRead);
  const [values, setValues] = useState<Record<string, unknown>>(before);
  const fields = all.filter((field) => shown(field, values));
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);

  async function send() {
    const empty = missing(fields, values);
    setLacking(empty);
    if (empty.length > 0 || busy) {
      return;
    }
    setBusy(true);
    setProblem(undefined);
    // of several fields with one key, one is shown
    const byKey = new Map([...all, ...fields].map((field) => [field.key, field]));
    const given = (field: Field) => (fields.some(({ key }) => key === field.key) ? values[field.key] : '');
    const changed = [...byKey.values()].filter((field) => given(field) !== before[field.key]);
    try {
      await save(
        Object.fromEntries(
          changed.map((field) => {
            const value = given(field);
            return [
              field.key,
              value === '' || value === undefined
                ? null
                : field.type === 'datetime' && typeof value === 'string'
                  ? fromField(value)
                  : value,
            ];
          }),
        ),
      );
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onClose={(_, why) => why === 'escapeKeyDown' && onClose()}
      // a question needs no screen of its own
      fullScreen={narrow && all.length > 0}
      aria-labelledby={id}
    >
      <form
        noValidate
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <DialogTitle id={id} sx={{ fontSize: '1rem', fontWeight: 600 }}>
          {title}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start', '&&': { pt: 1 } }}>
          {hint}
          <ErrorAlert
            error={problem}
            fields={fields.map(({ key }) => key)}
            retryLabel={t.latest}
            onRetry={
              isStale(problem)
                ? () => {
                    // what somebody else saved meanwhile has come with the list
                    const now = asRead();
                    setBefore(now);
                    setValues(now);
                    setProblem(undefined);
                  }
                : undefined
            }
          />
          <FormView
            fields={fields}
            values={values}
            onChange={(key, value) => setValues((now) => ({ ...now, [key]: value }))}
            problem={problem}
            lacking={lacking}
            autoFocus
          />
          {more}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button color="inherit" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {saveLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState } from 'react';

import type { Action } from '@/shared/api/model';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { sentBy } from '@/shared/lib/keys';
import { filled, initialOf, missing, type FieldValues } from '@/shared/lib/form';
import { useNarrow } from '@/shared/lib/useNarrow';

import { ErrorAlert } from './ErrorAlert';
import { FormView } from './FormView';
import { texts } from './texts';

interface Props {
  action: Action;
  /** what it is done to */
  subject: string;
  initial?: FieldValues;
  perform: (fields: Record<string, unknown>) => Promise<unknown>;
  /** what was typed stays with who opened it, who may give it again */
  onClose: (typed: FieldValues) => void;
  onDone: () => void;
}

/** The form of an action. A refusal stands at its field, and what was typed stays. */
export function ActionDialog({ action, subject, initial = {}, perform, onClose, onDone }: Props) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const [values, setValues] = useState<FieldValues>({ ...initialOf(action.fields), ...initial });
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const narrow = useNarrow();
  const name = labelIn(action.label, language);

  async function send() {
    const empty = missing(action.fields, values);
    setLacking(empty);
    if (empty.length > 0 || busy) {
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await perform(filled(action.fields, values));
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onClose={(_, why) => why === 'escapeKeyDown' && onClose(values)}
      fullScreen={narrow}
      aria-labelledby="action-title"
    >
      {/* Ctrl+Enter sends from any field */}
      <form noValidate style={{ display: 'contents' }} {...sentBy(send)}>
        <DialogTitle id="action-title" sx={{ fontSize: '1rem', fontWeight: 600, pb: 0.5 }}>
          {name}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
          <span>{subject}</span>
          <ErrorAlert error={problem} fields={action.fields.map(({ key }) => key)} />
          <FormView
            fields={action.fields}
            values={values}
            onChange={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
            problem={problem}
            lacking={lacking}
            autoFocus
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={() => onClose(values)} color="inherit">
            {t.cancel}
          </Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {name}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

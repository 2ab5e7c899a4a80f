import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useId, useState, type ReactNode } from 'react';

import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { texts } from './texts';

/** Asks for the reason of what changes the models in force, and does it. */
export function ReasonDialog({
  title,
  label = title,
  hint,
  perform,
  onClose,
}: {
  title: string;
  /** of the button that does it */
  label?: string;
  hint?: ReactNode;
  perform: (comment: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useTexts(texts);
  const id = useId();
  const [comment, setComment] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  async function send() {
    setBusy(true);
    setProblem(undefined);
    try {
      await perform(comment.trim());
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={id}>
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <DialogTitle id={id} sx={{ fontSize: '1rem', fontWeight: 600 }}>
          {title}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          {hint}
          <ErrorAlert error={problem} fields={['comment']} />
          <TextField
            label={t.comment}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
            multiline
            minRows={2}
            autoFocus
            error={atField(problem, 'comment') !== undefined}
            helperText={atField(problem, 'comment')}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button color="inherit" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" variant="contained" disabled={busy || comment.trim() === ''}>
            {label}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

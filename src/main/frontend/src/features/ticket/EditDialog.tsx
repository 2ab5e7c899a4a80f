import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useState } from 'react';

import type { KindPath, TicketDetail } from '@/shared/api/model';
import { atField, isProblem } from '@/shared/api/problem';
import { useChangeTicketMutation } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { CategoryPicker } from '@/shared/ui/CategoryPicker';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { texts } from './texts';

/** The plain fields; all else is changed by actions. */
export function EditDialog({
  ticket,
  kind,
  number,
  onClose,
}: {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
  onClose: () => void;
}) {
  const t = useTexts(texts);
  const narrow = useMediaQuery('(max-width: 600px)');
  const [title, setTitle] = useState(ticket.title);
  const [description, setDescription] = useState(ticket.description ?? '');
  const [category, setCategory] = useState(ticket.category?.id ?? '');
  const [change, { error, isLoading }] = useChangeTicketMutation();
  const problem = isProblem(error) ? error : undefined;
  function save() {
    const fields = {
      ...(title !== ticket.title && { title }),
      ...(description !== (ticket.description ?? '') && { description }),
      ...(category !== (ticket.category?.id ?? '') && { category_id: category }),
    };
    if (Object.keys(fields).length === 0) {
      onClose();
      return;
    }
    change({ kind, id: number, fields })
      .unwrap()
      .then(onClose, () => undefined);
  }
  return (
    <Dialog
      open
      onClose={(_, why) => why === 'escapeKeyDown' && onClose()}
      fullScreen={narrow}
      aria-labelledby="edit-title"
    >
      <form
        noValidate
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <DialogTitle id="edit-title" sx={{ fontSize: '1rem', fontWeight: 600 }}>
          {number} {t.edit}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start', '&&': { pt: 1 } }}>
          <ErrorAlert error={problem} fields={['title', 'description', 'category_id']} />
          <TextField
            label={t.titleField}
            required
            autoFocus
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            error={atField(problem, 'title') !== undefined}
            helperText={atField(problem, 'title')}
          />
          <TextField
            label={t.description}
            multiline
            minRows={4}
            maxRows={16}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            error={atField(problem, 'description') !== undefined}
            helperText={atField(problem, 'description')}
          />
          <CategoryPicker
            label={t.category}
            value={category}
            onChange={setCategory}
            error={atField(problem, 'category_id')}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button color="inherit" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" variant="contained" disabled={isLoading || !title.trim()}>
            {t.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import type { KindPath, TicketDetail } from '@/shared/api/model';
import { atField, isProblem } from '@/shared/api/problem';
import { useChangeTicketMutation } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNarrow } from '@/shared/lib/useNarrow';
import { CategoryPicker } from '@/shared/ui/CategoryPicker';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { texts as uiTexts } from '@/shared/ui/texts';
import { UnitPicker } from '@/shared/ui/UnitPicker';

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
  const words = useTexts(uiTexts).meanwhile;
  const narrow = useNarrow();
  // what was read when the dialogue was opened; the ticket itself goes on being live
  const [read, setRead] = useState(ticket);
  const [title, setTitle] = useState(ticket.title);
  const [description, setDescription] = useState(ticket.description ?? '');
  const [category, setCategory] = useState(ticket.category?.id ?? '');
  const [site, setSite] = useState(ticket.site?.id ?? '');
  const [department, setDepartment] = useState(ticket.department?.id ?? '');
  const [estimate, setEstimate] = useState(ticket.estimated_minutes?.toString() ?? '');
  const [change, { error, isLoading }] = useChangeTicketMutation();
  const problem = isProblem(error) ? error : undefined;
  const conflict = !sameFields(read, ticket);
  function save() {
    const fields = {
      ...(title !== read.title && { title }),
      ...(description !== (read.description ?? '') && { description }),
      ...(category !== (read.category?.id ?? '') && { category_id: category || null }),
      ...(site !== (read.site?.id ?? '') && { site_id: site || null }),
      ...(department !== (read.department?.id ?? '') && { department_id: department || null }),
      ...(estimate !== (read.estimated_minutes?.toString() ?? '') && {
        estimated_minutes: estimate === '' ? null : Number(estimate),
      }),
    };
    if (Object.keys(fields).length === 0) {
      onClose();
      return;
    }
    change({ kind, id: number, fields, version: conflict ? read.version : ticket.version })
      .unwrap()
      .then(onClose, () => undefined);
  }
  const now = (before?: string | null, after?: string | null) =>
    (before ?? '') === (after ?? '') ? undefined : words.now(after || words.nothing);
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
          {conflict ? (
            <Alert
              severity="warning"
              action={
                <Button color="inherit" onClick={() => setRead(ticket)}>
                  {words.overwrite}
                </Button>
              }
            >
              {words.changed}
            </Alert>
          ) : (
            <ErrorAlert
              error={problem}
              fields={['title', 'description', 'category_id', 'site_id', 'department_id', 'estimated_minutes']}
            />
          )}
          <TextField
            label={t.titleField}
            required
            autoFocus
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            error={atField(problem, 'title') !== undefined}
            helperText={atField(problem, 'title') ?? now(read.title, ticket.title)}
          />
          <TextField
            label={t.description}
            multiline
            minRows={4}
            maxRows={16}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            error={atField(problem, 'description') !== undefined}
            helperText={atField(problem, 'description') ?? now(read.description, ticket.description)}
          />
          <CategoryPicker
            label={t.category}
            value={category}
            onChange={setCategory}
            error={atField(problem, 'category_id')}
            hint={now(read.category?.name, ticket.category?.name)}
          />
          <UnitPicker
            kind="sites"
            label={t.site}
            value={site}
            onChange={setSite}
            error={atField(problem, 'site_id')}
            hint={now(read.site?.name, ticket.site?.name)}
          />
          <UnitPicker
            kind="departments"
            label={t.department}
            value={department}
            onChange={setDepartment}
            error={atField(problem, 'department_id')}
            hint={now(read.department?.name, ticket.department?.name)}
          />
          <TextField
            label={t.estimateMinutes}
            type="number"
            value={estimate}
            onChange={(event) => setEstimate(event.target.value)}
            error={atField(problem, 'estimated_minutes') !== undefined}
            helperText={
              atField(problem, 'estimated_minutes') ??
              now(read.estimated_minutes?.toString(), ticket.estimated_minutes?.toString())
            }
            slotProps={{ htmlInput: { min: 1, max: 525600 } }}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button color="inherit" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" variant="contained" disabled={isLoading || !title.trim() || conflict}>
            {t.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Whether nobody changed meanwhile what can be changed here. */
function sameFields(a: TicketDetail, b: TicketDetail): boolean {
  return (
    a.title === b.title &&
    (a.description ?? '') === (b.description ?? '') &&
    a.category?.id === b.category?.id &&
    a.site?.id === b.site?.id &&
    a.department?.id === b.department?.id &&
    a.estimated_minutes === b.estimated_minutes
  );
}

import TextField from '@mui/material/TextField';

import type { KindPath, TicketDetail } from '@/shared/api/model';
import { atField, isProblem } from '@/shared/api/problem';
import { useChangeTicketMutation } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useTyped } from '@/shared/lib/useTyped';
import { CategoryPicker } from '@/shared/ui/CategoryPicker';
import { ChangedByOthers } from '@/shared/ui/ChangedByOthers';
import { ConfidentialField } from '@/shared/ui/ConfidentialField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FormDialog } from '@/shared/ui/FormDialog';
import { texts as uiTexts } from '@/shared/ui/texts';
import { UnitPicker } from '@/shared/ui/UnitPicker';

import { texts } from './texts';

const FIELDS = [
  'title',
  'description',
  'category_id',
  'site_id',
  'department_id',
  'estimated_minutes',
  'confidentiality',
] as const;

type Field = (typeof FIELDS)[number];

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
  const { meanwhile: words, yes, no } = useTexts(uiTexts);
  const now = present(ticket);
  const { value, type, overwrite, changed, inConflict } = useTyped(now);
  const conflict = inConflict.length > 0;
  const say = (field: Field) => (text: string) => type(field, text);
  const [change, { error }] = useChangeTicketMutation();
  const problem = isProblem(error) ? error : undefined;
  async function save() {
    if (changed.length === 0) {
      onClose();
      return;
    }
    const fields = Object.fromEntries(changed.map((field) => [field, toSend(field, value(field))]));
    await change({ kind, id: number, fields, version: ticket.version })
      .unwrap()
      .then(onClose, () => undefined);
  }
  const meanwhile = (field: Field, name: string | null | undefined = now[field]) =>
    inConflict.includes(field) ? words.now(name || words.nothing) : undefined;
  return (
    <FormDialog
      title={`${number} ${t.edit}`}
      sendLabel={t.save}
      send={save}
      disabled={!value('title').trim() || conflict}
      isUnsaved={changed.length > 0}
      onClose={onClose}
    >
      {conflict ? <ChangedByOthers onSeen={overwrite} /> : <ErrorAlert error={problem} fields={FIELDS} />}
      <TextField
        label={t.titleField}
        required
        autoFocus
        value={value('title')}
        onChange={(event) => say('title')(event.target.value)}
        error={atField(problem, 'title') !== undefined}
        helperText={atField(problem, 'title') ?? meanwhile('title')}
      />
      <TextField
        label={t.description}
        multiline
        minRows={4}
        maxRows={16}
        value={value('description')}
        onChange={(event) => say('description')(event.target.value)}
        error={atField(problem, 'description') !== undefined}
        helperText={atField(problem, 'description') ?? meanwhile('description')}
      />
      <CategoryPicker
        label={t.category}
        value={value('category_id')}
        onChange={say('category_id')}
        error={atField(problem, 'category_id')}
        hint={meanwhile('category_id', ticket.category?.name)}
      />
      <UnitPicker
        kind="sites"
        label={t.site}
        value={value('site_id')}
        onChange={say('site_id')}
        error={atField(problem, 'site_id')}
        hint={meanwhile('site_id', ticket.site?.name)}
      />
      <UnitPicker
        kind="departments"
        label={t.department}
        value={value('department_id')}
        onChange={say('department_id')}
        error={atField(problem, 'department_id')}
        hint={meanwhile('department_id', ticket.department?.name)}
      />
      <TextField
        label={t.estimateMinutes}
        type="number"
        value={value('estimated_minutes')}
        onChange={(event) => say('estimated_minutes')(event.target.value)}
        error={atField(problem, 'estimated_minutes') !== undefined}
        helperText={atField(problem, 'estimated_minutes') ?? meanwhile('estimated_minutes')}
        slotProps={{ htmlInput: { min: 1, max: 525600 } }}
      />
      <ConfidentialField
        value={value('confidentiality')}
        onChange={say('confidentiality')}
        error={atField(problem, 'confidentiality')}
        hint={meanwhile('confidentiality', ticket.confidentiality === 'confidential' ? yes : no)}
      />
    </FormDialog>
  );
}

/** Each as the field shows it. */
function present(ticket: TicketDetail): Record<Field, string> {
  return {
    title: ticket.title,
    description: ticket.description ?? '',
    category_id: ticket.category?.id ?? '',
    site_id: ticket.site?.id ?? '',
    department_id: ticket.department?.id ?? '',
    estimated_minutes: ticket.estimated_minutes?.toString() ?? '',
    confidentiality: ticket.confidentiality ?? 'internal',
  };
}

function toSend(field: Field, value: string): string | number | null {
  if (field === 'title' || field === 'description') {
    return value;
  }
  return value === '' ? null : field === 'estimated_minutes' ? Number(value) : value;
}

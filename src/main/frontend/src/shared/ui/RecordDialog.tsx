import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useState, type ReactNode } from 'react';

import type { Field } from '@/shared/api/model';
import { isStale, problemOf, type ApiProblem } from '@/shared/api/problem';
import type { KeptField } from '@/shared/api/wordsApi';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { fromField, toField } from '@/shared/lib/localTime';
import { missing, type FieldValues } from '@/shared/lib/form';
import { useTyped } from '@/shared/lib/useTyped';

import { ChangedByOthers } from './ChangedByOthers';
import { ErrorAlert } from './ErrorAlert';
import { FormDialog } from './FormDialog';
import { FormView } from './FormView';
import { KeptValue } from './KeptValue';
import { texts } from './texts';

interface Props {
  title: string;
  fields: readonly Field[];
  /** the record as it is now; what is new has none */
  initial?: FieldValues;
  /** which fields there are with these values; what is not there is empty */
  shown?: (field: Field, values: FieldValues) => boolean;
  /** what is sent: the fields that differ, emptied ones as null */
  save: (values: Record<string, unknown>) => Promise<unknown>;
  saveLabel: string;
  hint?: ReactNode;
  /** what stands below the fields; who gives it sends it along */
  more?: ReactNode;
  /** whether closing would lose something of it */
  moreChanged?: boolean;
  onClose: () => void;
}

/** A record as a form. A refusal stands at its field; what was typed stays, and all else is live. */
export function RecordDialog({
  title,
  fields: all,
  initial = {},
  shown = () => true,
  save,
  saveLabel,
  hint,
  more,
  moreChanged = false,
  onClose,
}: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  // as the record is at this moment: somebody else may change it while it is open here
  const now: FieldValues = Object.fromEntries(
    all.map(({ key, type }) => {
      const value = initial[key];
      return [key, type === 'datetime' && typeof value === 'string' ? toField(value) : (value ?? '')];
    }),
  );
  const { value, type, overwrite, changed, inConflict } = useTyped(now);
  const values = Object.fromEntries(all.map(({ key }) => [key, value(key)]));
  const fields = all.filter((field) => shown(field, values));
  const overwritten = fields.filter(({ key }) => inConflict.includes(key));
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();

  async function send() {
    const empty = missing(fields, values);
    setLacking(empty);
    if (empty.length > 0 || overwritten.length > 0) {
      return;
    }
    setProblem(undefined);
    // of several fields with one key, one is shown
    const byKey = new Map([...all, ...fields].map((field) => [field.key, field]));
    const given = (field: Field) => (fields.some(({ key }) => key === field.key) ? values[field.key] : '');
    const differs = ({ key }: Field) =>
      fields.some((field) => field.key === key) ? changed.includes(key) : now[key] !== '';
    try {
      await save(
        Object.fromEntries(
          [...byKey.values()].filter(differs).map((field) => {
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
    }
  }

  return (
    <FormDialog
      title={title}
      sendLabel={saveLabel}
      send={send}
      disabled={overwritten.length > 0}
      isUnsaved={moreChanged || changed.length > 0}
      onClose={onClose}
    >
      {hint}
      {overwritten.length > 0 ? (
        <ChangedByOthers onSeen={overwrite}>
          {t.meanwhile.changed}
          {overwritten.map((field) => (
            <Box key={field.key} sx={{ whiteSpace: 'pre-wrap', maxHeight: 160, overflowY: 'auto' }}>
              {labelIn(field.label, language)} – {t.meanwhile.now('')}
              <Said field={field} value={now[field.key]} />
            </Box>
          ))}
        </ChangedByOthers>
      ) : isStale(problem) ? (
        <Alert severity="warning">{t.meanwhile.again}</Alert>
      ) : (
        <ErrorAlert error={problem} fields={fields.map(({ key }) => key)} />
      )}
      <FormView fields={fields} values={values} onChange={type} problem={problem} lacking={lacking} autoFocus />
      {more}
    </FormDialog>
  );
}

/** How a field of a record is read as one that a form keeps on a ticket. */
const READ_AS: Partial<Record<string, KeptField['type']>> = {
  number: 'number',
  date: 'date',
  checkbox: 'checkbox',
  user: 'person',
  ci: 'ci',
  cis: 'ci',
  sites: 'site',
  departments: 'department',
};

/** What a field says, people and things by name. */
function Said({ field: { type, options = [] }, value }: { field: Field; value: unknown }) {
  const { nothing } = useTexts(texts).meanwhile;
  const { language } = useLanguage();
  if (value === '' || (Array.isArray(value) && value.length === 0)) {
    return nothing;
  }
  if (type === 'datetime') {
    return formatDateTime(fromField(String(value)) ?? '', language);
  }
  const readAs = options.length > 0 ? 'choice' : (READ_AS[type] ?? 'text');
  const choices = options.map(({ value: one, label = {} }) => ({ value: one, label }));
  return <KeptValue field={{ type: readAs, options: choices }} value={value} />;
}

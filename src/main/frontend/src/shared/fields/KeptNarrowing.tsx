import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';

import type { KindPath } from '@/shared/api/model';
import { useOrganizationUnitsQuery } from '@/shared/api/ticketApi';
import { isInUse, useKeptFields, type KeptField } from '@/shared/api/wordsApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { field as formField } from '@/shared/lib/fields';
import type { FieldValues } from '@/shared/lib/form';
import { FormDialog } from '@/shared/ui/FormDialog';
import { FormView } from '@/shared/ui/FormView';
import { KeptValue } from '@/shared/ui/KeptValue';
import { RemovableChip } from '@/shared/ui/RemovableChip';

import { asked, compared, joined, namesKept, partsOf, type KeptPart } from './keptParams';
import { texts } from './texts';

interface Props {
  /** whose fields are offered; all of them without */
  kind?: KindPath;
  params: URLSearchParams;
  /** whether what is narrowed shows columns */
  withColumns?: boolean;
  /** changes what the address says of `field` and `columns` */
  onNarrow: (changes: { field?: string; columns?: string }) => void;
}

/** Narrows tickets by what forms keep, and shows it as columns. */
export function KeptNarrowing({ kind, params, withColumns = false, onNarrow }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  // many, and not of the first look at a list
  const fields = useKeptFields(kind, open || namesKept(params));
  const parts = partsOf(params.get('field'));
  const columns = (withColumns && params.get('columns')?.split(',')) || [];
  const fieldOf = (key: string) => fields.find((one) => one.key === key);
  const nameOf = (key: string) => labelIn(fieldOf(key)?.label, language) || key;
  const without = (part: KeptPart) => joined(parts.filter((one) => one !== part)) || undefined;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <Button size="small" startIcon={<ListFilter size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      {parts.map((part) => (
        <RemovableChip
          key={`${part.key}:${part.value}`}
          label={
            <>
              {nameOf(part.key)}
              {t.colon}
              <Said field={fieldOf(part.key)} value={part.value} />
            </>
          }
          onRemove={() => onNarrow({ field: without(part) })}
        />
      ))}
      {columns.map((key) => (
        <RemovableChip
          key={key}
          label={t.columnOf(nameOf(key))}
          onRemove={() => onNarrow({ columns: columns.filter((one) => one !== key).join(',') || undefined })}
        />
      ))}
      {open && (
        <KeptDialog
          fields={fields}
          onClose={() => setOpen(false)}
          onNarrow={(part) => onNarrow({ field: joined([...parts, part]) })}
          onColumn={
            withColumns
              ? (key) => onNarrow({ columns: [...columns.filter((one) => one !== key), key].join(',') })
              : undefined
          }
        />
      )}
    </Box>
  );
}

/** What the list is narrowed to, as people say it. */
function Said({ field, value }: { field?: KeptField; value: string }) {
  const t = useTexts(texts);
  const { from, upto, sign } = compared(value);
  const show = (one?: string) =>
    field ? <KeptValue field={field} value={field.type === 'number' ? Number(one) : one} /> : one;
  if (!field || (field.type !== 'number' && field.type !== 'date')) {
    return <>{field?.type === 'text' ? show(from) : show(value)}</>;
  }
  return (
    <>
      {!upto && sign && `${t.signs[sign as keyof typeof t.signs] ?? sign} `}
      {show(from)}
      {upto && (
        <>
          {t.until}
          {show(upto)}
        </>
      )}
    </>
  );
}

interface DialogProps {
  fields: readonly KeptField[];
  onNarrow: (part: KeptPart) => void;
  onColumn?: (key: string) => void;
  onClose: () => void;
}

function KeptDialog({ fields, onNarrow, onColumn, onClose }: DialogProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [field, setField] = useState<KeptField | null>(null);
  const [values, setValues] = useState<FieldValues>({});
  const part = field ? asked(field, values) : undefined;
  return (
    <FormDialog
      title={onColumn ? t.titleWithColumns : t.title}
      sendLabel={t.narrow}
      disabled={!part}
      isUnsaved={Object.keys(values).length > 0}
      send={() => {
        onNarrow(part!);
        onClose();
        return Promise.resolve();
      }}
      onClose={onClose}
      actions={
        onColumn && (
          <Button
            disabled={!field}
            onClick={() => {
              onColumn(field!.key);
              onClose();
            }}
          >
            {t.column}
          </Button>
        )
      }
    >
      <Autocomplete
        options={fields}
        noOptionsText={t.none}
        value={field}
        getOptionLabel={(one) => labelIn(one.label, language)}
        getOptionKey={(one) => one.key}
        onChange={(_, one) => {
          setField(one);
          setValues({});
        }}
        renderInput={(input) => <TextField {...input} label={t.field} autoFocus />}
      />
      {field && (
        <Asked
          field={field}
          values={values}
          onChange={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
        />
      )}
    </FormDialog>
  );
}

/** What is asked for of a field, by its type. */
function Asked({
  field,
  values,
  onChange,
}: {
  field: KeptField;
  values: FieldValues;
  onChange: (key: string, value: unknown) => void;
}) {
  const t = useTexts(texts);
  const isUnit = field.type === 'site' || field.type === 'department';
  const { data: units = [] } = useOrganizationUnitsQuery(field.type === 'site' ? 'sites' : 'departments', {
    skip: !isUnit,
  });
  const choices = isUnit
    ? units.map(({ id, name }) => [id, name] as const)
    : field.options
        .filter(isInUse)
        .map(({ value, label }) => [value, { ja: label.ja ?? value, en: label.en ?? value }] as const);
  const form = {
    number: [formField('from', t.from, 'number'), formField('upto', t.upto, 'number')],
    date: [formField('from', t.from, 'date'), formField('upto', t.upto, 'date')],
    checkbox: [formField('is', t.ticked, 'checkbox')],
    choice: [formField('is', t.value, 'select', { choices })],
    site: [formField('is', t.value, 'select', { choices })],
    department: [formField('is', t.value, 'select', { choices })],
    person: [formField('is', t.value, 'user')],
    ci: [formField('is', t.value, 'ci')],
    text: [formField('is', t.part)],
  }[field.type];
  return <FormView key={field.key} fields={form} values={values} onChange={onChange} />;
}

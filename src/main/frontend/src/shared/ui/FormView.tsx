import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import { skipToken } from '@reduxjs/toolkit/query';

import type { Field } from '@/shared/api/model';
import { atField, type ApiProblem } from '@/shared/api/problem';
import { useCiQuery } from '@/shared/api/ticketApi';
import { usePersonQuery } from '@/shared/change/changeApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { fromField } from '@/shared/lib/localTime';

import { CiPicker } from './CiPicker';
import { texts } from './texts';
import { UserPicker } from './UserPicker';

export type FieldValues = Readonly<Record<string, unknown>>;

/** What the form lacks, by field, before it is sent; the server decides all else. */
export function missing(fields: readonly Field[], values: FieldValues): string[] {
  return fields
    .filter((field) => field.required && field.type !== 'checkbox')
    .filter(({ key }) => values[key] === undefined || values[key] === '')
    .map(({ key }) => key);
}

/** The values to send: what was left empty is left out. */
export function filled(fields: readonly Field[], values: FieldValues): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .map(({ key, type }) => [key, type === 'datetime' ? asInstant(values[key]) : values[key]] as const)
      .filter(([, value]) => value !== undefined && value !== '' && value !== null),
  );
}

function asInstant(value: unknown) {
  return typeof value === 'string' && value !== '' ? fromField(value) : undefined;
}

interface Props {
  fields: readonly Field[];
  values: FieldValues;
  onChange: (key: string, value: unknown) => void;
  /** the server's refusal, told at its fields */
  problem?: ApiProblem;
  /** fields that were left empty, once somebody tried to send */
  lacking?: readonly string[];
  autoFocus?: boolean;
}

/** The fields of a model's form, as `GET …/actions` describes them: nothing here knows what an action means. */
export function FormView({ fields, values, onChange, problem, lacking = [], autoFocus }: Props) {
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {fields.map((field, at) => (
        <OneField
          key={field.key}
          field={field}
          value={values[field.key]}
          onChange={(value) => onChange(field.key, value)}
          refusal={atField(problem, field.key)}
          lacks={lacking.includes(field.key)}
          autoFocus={autoFocus && at === 0}
        />
      ))}
    </Box>
  );
}

/** More choices than these are searched, not scrolled. */
const MANY = 12;

interface OneFieldProps {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  refusal?: string;
  lacks: boolean;
  autoFocus?: boolean;
}

function OneField({ field, value, onChange, refusal, lacks, autoFocus }: OneFieldProps) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const label = labelIn(field.label, language);
  const error = refusal ?? (lacks ? t.required : undefined);
  const options = field.options ?? [];
  const common = {
    label,
    required: field.required,
    error: error !== undefined,
    helperText: error,
    autoFocus,
  };
  if (field.type === 'checkbox') {
    return (
      <FormControlLabel
        control={
          <Checkbox size="small" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
        }
        label={label}
      />
    );
  }
  if (field.type === 'user') {
    return (
      <UserField
        label={label}
        required={field.required}
        id={typeof value === 'string' ? value : ''}
        error={error}
        onChange={onChange}
      />
    );
  }
  if (field.type === 'ci') {
    return <CiField label={label} id={typeof value === 'string' ? value : ''} error={error} onChange={onChange} />;
  }
  if (options.length > MANY) {
    return (
      <Autocomplete
        options={options}
        getOptionLabel={(option) => labelIn(option.label, language)}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(_, option) => onChange(option?.value)}
        renderInput={(params) => <TextField {...params} {...common} />}
      />
    );
  }
  if (options.length > 0) {
    return (
      <TextField {...common} select value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        {!field.required && <MenuItem value="">{t.nothing}</MenuItem>}
        {options.map((option) => (
          <MenuItem key={option.value} value={option.value}>
            {labelIn(option.label, language)}
          </MenuItem>
        ))}
      </TextField>
    );
  }
  const kinds: Record<string, string> = { datetime: 'datetime-local', date: 'date', number: 'number' };
  const long = field.type === 'textarea';
  return (
    <TextField
      {...common}
      type={kinds[field.type]}
      multiline={long}
      minRows={long ? 3 : undefined}
      maxRows={long ? 14 : undefined}
      value={value ?? ''}
      onChange={(event) =>
        onChange(field.type === 'number' && event.target.value !== '' ? Number(event.target.value) : event.target.value)
      }
      slotProps={{
        htmlInput: { maxLength: field.max_length ?? undefined },
        inputLabel: field.type in kinds && field.type !== 'number' ? { shrink: true } : undefined,
      }}
    />
  );
}

/** A person among all, found by name, sent by id. */
function UserField({
  label,
  required,
  id,
  error,
  onChange,
}: {
  label: string;
  required?: boolean;
  id: string;
  error?: string;
  onChange: (id: string) => void;
}) {
  const { data: user } = usePersonQuery(id || skipToken);
  return (
    <UserPicker
      label={label}
      required={required}
      value={id && user?.id === id ? { ...user, username: user.username ?? '' } : null}
      error={error}
      onChange={(chosen) => onChange(chosen?.id ?? '')}
    />
  );
}

/** A configuration item, found by name, sent by id. */
function CiField({
  label,
  id,
  error,
  onChange,
}: {
  label: string;
  id: string;
  error?: string;
  onChange: (id: string) => void;
}) {
  const { data: ci } = useCiQuery(id || skipToken);
  return (
    <CiPicker
      label={label}
      value={id && ci?.id === id ? ci : null}
      error={error}
      onChange={(chosen) => onChange(chosen?.id ?? '')}
    />
  );
}

import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
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
import { isAsked, isWrong, type FieldValues } from '@/shared/lib/form';

import { DateTimeField } from './DateTimeField';
import { CiPicker, CisPicker } from './CiPicker';
import { texts } from './texts';
import { UserPicker, UsersPicker } from './UserPicker';

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

/**
 * The fields of a model's form, as `GET …/actions` describes them: nothing here knows what an action means. What other
 * answers hide is not there.
 */
export function FormView({ fields, values, onChange, problem, lacking = [], autoFocus }: Props) {
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {fields
        .filter((field) => isAsked(field, values))
        .map((field, at) => (
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

function isMany({ type }: Field) {
  return type === 'checklist' || type === 'taglist';
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
  const unlike = isWrong(field, value) ? t.format : undefined;
  const error = refusal ?? unlike ?? (lacks ? t.required : undefined);
  const hint = field.description ? labelIn(field.description, language) : undefined;
  const options = field.options ?? [];
  const common = {
    label,
    required: field.required,
    error: error !== undefined,
    helperText: error ?? hint,
    autoFocus,
  };
  if (field.type === 'checkbox') {
    return (
      <FormControl error={common.error}>
        <FormControlLabel
          control={
            <Checkbox size="small" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
          }
          label={label}
        />
        {common.helperText && <FormHelperText sx={{ mx: 0 }}>{common.helperText}</FormHelperText>}
      </FormControl>
    );
  }
  if (field.options_from === 'people' && isMany(field)) {
    return (
      <UsersPicker
        label={label}
        required={field.required}
        ids={Array.isArray(value) ? value : []}
        error={error}
        hint={hint}
        onChange={onChange}
      />
    );
  }
  if (isMany(field)) {
    return <Several field={field} common={common} chosen={Array.isArray(value) ? value : []} onChange={onChange} />;
  }
  if (field.type === 'user' || (field.options_from === 'people' && !isMany(field))) {
    return (
      <UserField
        label={label}
        required={field.required}
        id={typeof value === 'string' ? value : ''}
        error={error}
        hint={hint}
        onChange={onChange}
      />
    );
  }
  if (field.type === 'ci') {
    return <CiField label={label} id={typeof value === 'string' ? value : ''} error={error} onChange={onChange} />;
  }
  if (field.type === 'cis') {
    return <CisPicker label={label} ids={Array.isArray(value) ? value : []} error={error} onChange={onChange} />;
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
  if (options.length === 0 && field.options_from) {
    return <TextField {...common} disabled helperText={error ?? t.nothingToChoose} value="" />;
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
  if (field.type === 'date' || field.type === 'datetime' || field.type === 'time') {
    return (
      <DateTimeField {...common} kind={field.type} value={typeof value === 'string' ? value : ''} onChange={onChange} />
    );
  }
  const long = field.type === 'textarea';
  return (
    <TextField
      {...common}
      type={field.type === 'number' || field.type === 'password' ? field.type : undefined}
      multiline={long}
      minRows={long ? 3 : undefined}
      maxRows={long ? 14 : undefined}
      value={value ?? ''}
      onChange={(event) =>
        onChange(field.type === 'number' && event.target.value !== '' ? Number(event.target.value) : event.target.value)
      }
      slotProps={{
        htmlInput: {
          maxLength: field.max_length ?? undefined,
          min: field.min,
          max: field.max,
          // it is somebody else's, and not what the browser knows of the reader
          autoComplete: field.type === 'password' ? 'new-password' : undefined,
        },
      }}
    />
  );
}

interface SeveralProps {
  field: Field;
  common: { label: string; required?: boolean; error: boolean; helperText?: string; autoFocus?: boolean };
  chosen: readonly unknown[];
  onChange: (value: unknown) => void;
}

/** Any number of choices: boxes where they are few, else searched. */
function Several({ field, common, chosen, onChange }: SeveralProps) {
  const { language } = useLanguage();
  const options = field.options ?? [];
  if (field.type === 'taglist' || options.length > MANY) {
    return (
      <Autocomplete
        multiple
        options={options}
        getOptionLabel={(option) => labelIn(option.label, language)}
        value={options.filter(({ value }) => chosen.includes(value))}
        onChange={(_, now) => onChange(now.map(({ value }) => value))}
        renderInput={(params) => (
          <TextField {...params} {...common} required={common.required && chosen.length === 0} />
        )}
      />
    );
  }
  return (
    <FormControl component="fieldset" required={common.required} error={common.error}>
      <FormLabel component="legend">{common.label}</FormLabel>
      <FormGroup row>
        {options.map(({ value, label }) => (
          <FormControlLabel
            key={value}
            label={labelIn(label, language)}
            control={
              <Checkbox
                size="small"
                checked={chosen.includes(value)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
                }
              />
            }
          />
        ))}
      </FormGroup>
      {common.helperText && <FormHelperText sx={{ mx: 0 }}>{common.helperText}</FormHelperText>}
    </FormControl>
  );
}

/** A person among all, found by name, sent by id. */
function UserField({
  label,
  required,
  id,
  error,
  hint,
  onChange,
}: {
  label: string;
  required?: boolean;
  id: string;
  error?: string;
  hint?: string;
  onChange: (id: string) => void;
}) {
  const { data: user } = usePersonQuery(id || skipToken);
  return (
    <UserPicker
      label={label}
      required={required}
      value={id && user?.id === id ? { ...user, username: user.username ?? '' } : null}
      error={error}
      hint={hint}
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

import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import TextField from '@mui/material/TextField';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import { skipToken } from '@reduxjs/toolkit/query';
import { Fragment } from 'react';

import type { Field } from '@/shared/api/model';
import { atField, type ApiProblem } from '@/shared/api/problem';
import { useCiQuery } from '@/shared/api/ticketApi';
import { usePersonQuery } from '@/shared/change/changeApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { isAsked, isTooLong, isWrong, type FieldValues } from '@/shared/lib/form';

import { CategoryPicker } from './CategoryPicker';
import { late } from './late';
import { DateTimeField } from './DateTimeField';
import { CiPicker, CisPicker } from './CiPicker';
import { firstOfThem, MANY, OneChoice } from './OneChoice';
import { TagsField } from './TagsField';
import { texts } from './texts';
import { UnitPicker } from './UnitPicker';
import { UserPicker, UsersPicker } from './UserPicker';

const MarkdownText = late(async () => (await import('@/shared/articles/MarkdownText')).MarkdownText);

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
          <Fragment key={field.key}>
            <Remark of={field} />
            <OneField
              field={field}
              value={values[field.key]}
              onChange={(value) => onChange(field.key, value)}
              refusal={atField(problem, field.key)}
              lacks={lacking.includes(field.key)}
              autoFocus={autoFocus && at === 0}
            />
          </Fragment>
        ))}
    </Box>
  );
}

/** What the form says before a field. */
export function Remark({ of: { remark } }: { of: Field }) {
  const { language } = useLanguage();
  return remark ? <MarkdownText text={labelIn(remark, language)} /> : null;
}

function isMany({ type }: Field) {
  return type === 'checklist' || type === 'taglist';
}

export interface OneFieldProps {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  refusal?: string;
  lacks: boolean;
  autoFocus?: boolean;
}

/** One field of a form of a model. */
export function OneField({ field, value, onChange, refusal, lacks, autoFocus }: OneFieldProps) {
  const { language } = useLanguage();
  const t = useTexts(texts);
  const label = labelIn(field.label, language);
  const unlike = isWrong(field, value)
    ? t.format
    : isTooLong(field, value)
      ? t.tooLong(field.max_length ?? 0, String(value).length)
      : undefined;
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
            <Checkbox
              size="small"
              checked={value === true}
              onChange={(event) => onChange(event.target.checked)}
              slotProps={{ input: { 'aria-invalid': common.error } }}
            />
          }
          label={label}
        />
        {common.helperText && <FormHelperText sx={{ mx: 0 }}>{common.helperText}</FormHelperText>}
      </FormControl>
    );
  }
  const picker = { label, required: field.required, error, hint, onChange };
  const one = typeof value === 'string' ? value : '';
  const many = Array.isArray(value) ? value.map(String) : [];
  if (field.options_from === 'people' && isMany(field)) {
    return <UsersPicker {...picker} ids={many} />;
  }
  if (isMany(field)) {
    return <Several field={field} common={common} chosen={Array.isArray(value) ? value : []} onChange={onChange} />;
  }
  if (field.type === 'user' || field.options_from === 'people') {
    return <UserField {...picker} id={one} />;
  }
  switch (field.type) {
    case 'sites':
    case 'departments':
      return <UnitPicker {...picker} kind={field.type} value={one} />;
    case 'category':
      return <CategoryPicker {...picker} value={one} />;
    case 'tags':
      return <TagsField {...picker} value={many} />;
    case 'ci':
      return <CiField {...picker} id={one} />;
    case 'cis':
      return <CisPicker {...picker} ids={many} />;
  }
  if (options.length === 0 && field.options_from) {
    return <TextField {...common} disabled helperText={error ?? t.nothingToChoose} value="" />;
  }
  if (options.length > 0) {
    return (
      <OneChoice
        {...common}
        options={options.map((option) => ({ value: option.value, name: labelIn(option.label, language) }))}
        value={String((value ?? '') as string)}
        onChange={onChange}
      />
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
  const named = options.map(({ value, label }) => ({ value, name: labelIn(label, language) }));
  if (field.type === 'taglist' || options.length > MANY) {
    return (
      <Autocomplete
        multiple
        options={named}
        filterOptions={firstOfThem}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ value }) => value}
        value={named.filter(({ value }) => chosen.includes(value))}
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
                slotProps={{ input: { 'aria-invalid': common.error } }}
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
  const { data: ci } = useCiQuery(id || skipToken);
  return (
    <CiPicker
      label={label}
      required={required}
      value={id && ci?.id === id ? ci : null}
      error={error}
      hint={hint}
      onChange={(chosen) => onChange(chosen?.id ?? '')}
    />
  );
}

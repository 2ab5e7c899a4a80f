import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { skipToken } from '@reduxjs/toolkit/query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { addressOf, numberOf, type KindPath } from '@/shared/api/model';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useRequestTypesQuery } from '@/shared/api/requestsApi';
import { useConvertTicketMutation } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { filled, initialOf, missing, type FieldValues } from '@/shared/lib/form';
import { useChanged } from '@/shared/lib/useChanged';
import { Choice } from '@/shared/ui/Choice';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FormDialog } from '@/shared/ui/FormDialog';
import { FormView } from '@/shared/ui/FormView';
import { useNotice } from '@/shared/ui/Notice';

import { CONVERTED, type Converted } from './convert';
import { texts } from './texts';

/** Lets a ticket go on as one of another kind, and goes there. */
export function ConvertDialog({ kind, number, onClose }: { kind: KindPath; number: string; onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const navigate = useNavigate();
  const others = (Object.keys(CONVERTED) as Converted[]).filter((one) => CONVERTED[one] !== kind);
  const [target, setTarget] = useState<Converted>(others[0] ?? 'incident');
  const { data: types } = useRequestTypesQuery(target === 'request' ? language : skipToken);
  const [asked, setAsked] = useState('');
  const type = target === 'request' ? types?.find((one) => one.type === asked) : undefined;
  const fields = type?.fields ?? [];
  const [values, setValues] = useState<FieldValues>({});
  const [lacking, setLacking] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const changed = useChanged({ target, asked, values, reason });
  const [convert] = useConvertTicketMutation();

  async function send() {
    const empty = missing(fields, values);
    setLacking(empty);
    if (empty.length > 0) {
      return;
    }
    setProblem(undefined);
    try {
      const said = type ? { ...filled(fields, values), type: type.type } : {};
      const made = await convert({ kind, id: number, to: target, fields: said, reason: reason.trim() }).unwrap();
      say(t.converted(numberOf(made)));
      void navigate(addressOf(numberOf(made)));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <FormDialog
      title={`${number} ${t.convert}`}
      sendLabel={t.convert}
      send={send}
      disabled={target === 'request' && !type}
      isUnsaved={changed}
      width="sm"
      onClose={onClose}
    >
      <Typography sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{t.convertHint}</Typography>
      <ErrorAlert error={problem} fields={fields.map(({ key }) => key)} />
      <Choice label={t.convertTo} value={target} onChoose={(value) => setTarget(value as Converted)}>
        {others.map((value) => ({ value, label: t.convertKinds[value] }))}
      </Choice>
      {target === 'request' && (
        <TextField
          select
          required
          label={t.requestType}
          value={types ? asked : ''}
          onChange={(event) => {
            setAsked(event.target.value);
            setValues(initialOf(types?.find((one) => one.type === event.target.value)?.fields ?? []));
            setLacking([]);
          }}
        >
          {(types ?? []).map((one) => (
            <MenuItem key={one.type} value={one.type}>
              {labelIn(one.label, language)}
            </MenuItem>
          ))}
        </TextField>
      )}
      <FormView
        fields={fields}
        values={values}
        onChange={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
        problem={problem}
        lacking={lacking.filter((key) => values[key] === undefined || values[key] === '')}
      />
      <TextField
        label={t.convertReason}
        multiline
        minRows={2}
        maxRows={8}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 3000 } }}
      />
    </FormDialog>
  );
}

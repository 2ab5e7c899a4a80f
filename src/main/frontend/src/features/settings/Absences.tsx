import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import type { User } from '@/shared/api/model';
import { useMe, works } from '@/shared/api/profile';
import { atField, isProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { absenceScopes, EVERYTHING, scopeName } from '@/shared/lib/absenceScopes';
import { fromField } from '@/shared/lib/localTime';
import { Block } from '@/shared/ui/Block';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { OneChoice } from '@/shared/ui/OneChoice';
import { PersonById } from '@/shared/ui/PersonById';
import { UserPicker } from '@/shared/ui/UserPicker';
import { TimeRange } from '@/shared/ui/TimeRange';

import { Hint, Row, Rows } from './rows';
import { useAbsencesOfQuery, useAddAbsenceMutation, useRemoveAbsenceMutation } from './settingsApi';
import { texts } from './texts';

export function Absences() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const say = useNotice();
  const { data: mine = [] } = useAbsencesOfQuery(me.id);
  const [remove, { error: refused }] = useRemoveAbsenceMutation();
  const [adding, setAdding] = useState(false);
  const hint = works(me) ? t.absenceHint : t.absenceHintOfOthers;
  return (
    <Block title={t.absence} action={!adding && <Button onClick={() => setAdding(true)}>{t.addAbsence}</Button>}>
      <Hint>{mine.length > 0 || adding ? hint : `${hint} ${t.noAbsence}`}</Hint>
      {adding && <NewAbsence onClose={() => setAdding(false)} />}
      <ErrorAlert error={isProblem(refused) ? refused : undefined} />
      <Rows>
        {mine.map((absence) => (
          <Row
            key={absence.id}
            action={
              absence.state !== 'over' && (
                <Button
                  onClick={() =>
                    void remove(absence.id)
                      .unwrap()
                      .then(
                        () => say(t.removed),
                        () => undefined,
                      )
                  }
                >
                  {t.remove}
                </Button>
              )
            }
          >
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
              <span>
                <TimeRange from={absence.from} to={absence.to} />
              </span>
              <PersonById id={absence.substitute_id} />
              <span>{scopeName(absence.scope, language)}</span>
              <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                {(t.states as Record<string, string>)[absence.state ?? ''] ?? absence.state}
              </Box>
            </Box>
          </Row>
        ))}
      </Rows>
    </Block>
  );
}

function NewAbsence({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts);
  const say = useNotice();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [scope, setScope] = useState(EVERYTHING);
  const { language } = useLanguage();
  const [substitute, setSubstitute] = useState<User | null>(null);
  const [add, { error, isLoading }] = useAddAbsenceMutation();
  const problem = isProblem(error) ? error : undefined;
  const at = (name: string) => ({ error: atField(problem, name) !== undefined, helperText: atField(problem, name) });
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const [start, end] = [fromField(from), fromField(to)];
        if (start && end && substitute) {
          add({ from: start, to: end, substitute_id: substitute.id, scope })
            .unwrap()
            .then(
              () => {
                say(t.registered);
                onClose();
              },
              () => undefined,
            );
        }
      }}
      sx={{ display: 'grid', gap: 1.5, pb: 2, pt: 0.5 }}
    >
      <ErrorAlert error={problem} fields={['from', 'to', 'substitute_id', 'scope']} />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'repeat(2, minmax(0, 1fr))' }, gap: 1.5 }}>
        <DateTimeField label={t.from} value={from} onChange={setFrom} {...at('from')} />
        <DateTimeField label={t.to} value={to} onChange={setTo} {...at('to')} />
        <UserPicker
          label={t.substitute}
          value={substitute}
          onChange={setSubstitute}
          error={atField(problem, 'substitute_id')}
        />
        <OneChoice
          label={t.scope}
          required
          options={absenceScopes(language).map(([value, name]) => ({ value, name }))}
          value={scope}
          onChange={setScope}
          {...at('scope')}
        />
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" disabled={!from || !to || !substitute || isLoading}>
          {t.add}
        </Button>
        <Button color="inherit" onClick={onClose}>
          {t.cancel}
        </Button>
      </Box>
    </Box>
  );
}

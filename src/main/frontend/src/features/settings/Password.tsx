import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import { useMe } from '@/shared/api/profile';
import { atField, isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { Hint } from './rows';
import { useChangePasswordMutation } from './settingsApi';
import { texts } from './texts';

export function Password() {
  const t = useTexts(texts);
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const [change, { error, isLoading }] = useChangePasswordMutation();
  const problem = isProblem(error) ? error : undefined;
  function send() {
    setDiffer(wanted !== again);
    if (wanted !== again) {
      return;
    }
    change({ current_password: current, password: wanted })
      .unwrap()
      .then(
        // all sign-ins ended with the old password, this one too
        () => location.assign('/login'),
        () => undefined,
      );
  }
  return (
    <Block title={t.password}>
      <Hint>{t.passwordHint}</Hint>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        sx={{ display: 'grid', gap: 1.5, maxWidth: 360, pt: 0.5 }}
      >
        <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
        <ErrorAlert error={problem} fields={['current_password', 'password']} />
        <TextField
          type="password"
          label={t.current}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          error={atField(problem, 'current_password') !== undefined}
          helperText={atField(problem, 'current_password')}
        />
        <TextField
          type="password"
          label={t.wanted}
          autoComplete="new-password"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          error={atField(problem, 'password') !== undefined}
          helperText={atField(problem, 'password')}
        />
        <TextField
          type="password"
          label={t.again}
          autoComplete="new-password"
          value={again}
          onChange={(event) => setAgain(event.target.value)}
          error={differ}
          helperText={differ ? t.differ : undefined}
        />
        <Box>
          <Button type="submit" variant="outlined" disabled={!current || !wanted || !again || isLoading}>
            {t.change}
          </Button>
        </Box>
      </Box>
    </Block>
  );
}

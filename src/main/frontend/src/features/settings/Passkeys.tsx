import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';

import { useMe } from '@/shared/api/profile';
import { atField, isProblem } from '@/shared/api/problem';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { useConfirm } from '@/shared/ui/useConfirm';

import { Hint, Row, Rows } from './rows';
import {
  useAddPasskeyMutation,
  useBeginPasskeyMutation,
  usePasskeysQuery,
  useRemovePasskeyMutation,
  useSecondFactorQuery,
} from './settingsApi';
import { texts } from './texts';

/** Whether the browser can ask a device, and hand on what it says. */
const CAPABLE = typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

export function Passkeys() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: passkeys = [] } = usePasskeysQuery();
  const [remove] = useRemovePasskeyMutation();
  const [confirming, ask] = useConfirm();
  const [adding, setAdding] = useState(false);
  return (
    <Block
      title={t.passkeys}
      action={CAPABLE && !adding && <Button onClick={() => setAdding(true)}>{t.addPasskey}</Button>}
    >
      <Hint>{CAPABLE ? t.passkeysHint : `${t.passkeysHint} ${t.passkeysNowhere}`}</Hint>
      {confirming}
      {adding && <NewPasskey onClose={() => setAdding(false)} />}
      <Rows>
        {passkeys.map((passkey) => (
          <Row
            key={passkey.id}
            action={
              <Button
                aria-label={`${t.revoke}: ${passkey.name}`}
                onClick={({ currentTarget }) =>
                  ask({
                    title: `${t.revoke}: ${passkey.name}`,
                    hint: t.revokePasskeyHint,
                    label: t.revoke,
                    perform: () => {
                      focusAfterRow({ currentTarget });
                      return remove(passkey.id).unwrap();
                    },
                  })
                }
              >
                {t.revoke}
              </Button>
            }
          >
            <Box sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>{passkey.name}</Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              {!passkey.last_used_at || passkey.last_used_at === passkey.created_at
                ? t.neverUsed
                : t.lastUsed(formatDateTime(passkey.last_used_at, language))}
              {passkey.synced && ` · ${t.synced}`}
            </Box>
          </Row>
        ))}
      </Rows>
    </Block>
  );
}

/** What the browser throws where somebody closed the device's question, or this page did. */
const CLOSED = ['NotAllowedError', 'AbortError'];

function NewPasskey({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  // a passkey will stand for both
  const { data: factor } = useSecondFactorQuery();
  const isCodeWanted = factor?.enrolled === true;
  const [begin, { error: notBegun }] = useBeginPasskeyMutation();
  const [add, { error: notAdded }] = useAddPasskeyMutation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const left = useRef(new AbortController());
  useEffect(() => {
    const leaving = new AbortController();
    left.current = leaving;
    return () => leaving.abort();
  }, []);
  const problem = [notBegun, notAdded].find(isProblem);

  async function make() {
    const { signal } = left.current;
    const { options, state } = await begin({
      current_password: password,
      ...(isCodeWanted && { code: code.trim() }),
    }).unwrap();
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const made = (await navigator.credentials.create({ publicKey, signal })) as PublicKeyCredential | null;
    if (made) {
      await add({ name: name.trim(), state, credential: made.toJSON() }).unwrap();
      say(t.passkeyAdded);
      onClose();
    }
  }

  async function makeOnce() {
    if (busy) {
      return;
    }
    setBusy(true);
    setFailed(undefined);
    try {
      await make();
    } catch (error) {
      const why = error instanceof DOMException ? error.name : '';
      // what the server refuses is shown; who closed the device's question knows that he did
      if (!isProblem(error) && !CLOSED.includes(why)) {
        setFailed(why === 'InvalidStateError' ? t.passkeyThere : t.passkeyFailed);
      }
    } finally {
      setBusy(false);
    }
  }

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void makeOnce();
      }}
      sx={{ display: 'grid', gap: 1.5, maxWidth: 360, py: 1.5 }}
    >
      <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
      <ErrorAlert error={problem} fields={['current_password', 'code', 'name']} />
      {failed && <Alert severity="error">{failed}</Alert>}
      <TextField
        label={t.device}
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={atField(problem, 'name') !== undefined}
        helperText={atField(problem, 'name')}
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <TextField
        type="password"
        label={t.current}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={atField(problem, 'current_password') !== undefined}
        helperText={atField(problem, 'current_password')}
      />
      {isCodeWanted && (
        <TextField
          label={t.code}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={atField(problem, 'code') !== undefined}
          helperText={atField(problem, 'code')}
          slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'one-time-code' } }}
        />
      )}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          type="submit"
          variant="outlined"
          disabled={!name.trim() || !password || (isCodeWanted && !code.trim()) || busy}
        >
          {t.addPasskey}
        </Button>
        <Button color="inherit" onClick={onClose}>
          {t.cancel}
        </Button>
      </Box>
    </Box>
  );
}

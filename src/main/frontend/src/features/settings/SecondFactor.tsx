import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';

import { atField, isProblem } from '@/shared/api/problem';
import { formatDate } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { Hint, Secret } from './rows';
import { useEnrolMutation, useSecondFactorQuery, useUseCodeMutation } from './settingsApi';
import { texts } from './texts';

type What = 'confirm' | 'disable' | 'recovery-codes';

export function SecondFactor() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: factor } = useSecondFactorQuery();
  const [enrol, { data: enrolment, error: enrolError }] = useEnrolMutation();
  const [asking, setAsking] = useState<What>();
  const [codes, setCodes] = useState<string[]>([]);
  return (
    <Block title={t.factor}>
      <Hint>
        {factor?.enrolled
          ? t.factorOn(factor.enrolled_at ? formatDate(factor.enrolled_at, language) : '')
          : t.factorOff}{' '}
        {factor?.required && t.factorRequired}{' '}
        {factor?.enrolled && t.codesLeft(String(factor.recovery_codes_left ?? 0))}
      </Hint>
      <ErrorAlert error={isProblem(enrolError) ? enrolError : undefined} />
      {codes.length > 0 && (
        <Secret text={codes.join('\n')}>
          <strong>{t.codes}</strong>
          <Box>{t.codesHint}</Box>
        </Secret>
      )}
      {asking === 'confirm' && enrolment?.otpauth_uri && (
        <Box sx={{ display: 'grid', gap: 1, pb: 1.5, justifyItems: 'start' }}>
          <span>{t.scan}</span>
          <Box sx={{ p: 1.5, bgcolor: 'common.white', borderRadius: 1, lineHeight: 0 }}>
            <QRCodeSVG value={enrolment.otpauth_uri} size={168} title={t.factor} />
          </Box>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.secret}</Box>
          <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
            {enrolment.secret}
          </Box>
        </Box>
      )}
      {asking ? (
        <CodeForm
          what={asking}
          onClose={() => setAsking(undefined)}
          onDone={(told) => {
            setCodes(told);
            setAsking(undefined);
          }}
        />
      ) : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {factor && !factor.enrolled && (
            <Button
              variant="outlined"
              onClick={() =>
                void enrol()
                  .unwrap()
                  .then(
                    () => setAsking('confirm'),
                    () => undefined,
                  )
              }
            >
              {t.enable}
            </Button>
          )}
          {factor?.enrolled && (
            <>
              <Button variant="outlined" onClick={() => setAsking('recovery-codes')}>
                {t.newCodes}
              </Button>
              <Button color="error" onClick={() => setAsking('disable')}>
                {t.disable}
              </Button>
            </>
          )}
        </Box>
      )}
    </Block>
  );
}

function CodeForm({ what, onClose, onDone }: { what: What; onClose: () => void; onDone: (codes: string[]) => void }) {
  const t = useTexts(texts);
  const [code, setCode] = useState('');
  const [use, { error, isLoading }] = useUseCodeMutation();
  const problem = isProblem(error) ? error : undefined;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        use({ what, code: code.trim() })
          .unwrap()
          .then(onDone, () => undefined);
      }}
      sx={{ display: 'grid', gap: 1 }}
    >
      <ErrorAlert error={problem} fields={['code']} />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <TextField
          label={t.code}
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={atField(problem, 'code') !== undefined}
          helperText={atField(problem, 'code')}
          slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'one-time-code' } }}
          sx={{ width: 180 }}
        />
        <Button
          type="submit"
          variant="contained"
          color={what === 'disable' ? 'error' : 'primary'}
          disabled={!code.trim() || isLoading}
          sx={{ minHeight: 40 }}
        >
          {what === 'confirm' ? t.confirm : what === 'disable' ? t.disable : t.newCodes}
        </Button>
        <Button color="inherit" onClick={onClose} sx={{ minHeight: 40 }}>
          {t.cancel}
        </Button>
      </Box>
    </Box>
  );
}

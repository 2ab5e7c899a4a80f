import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { Block } from '@/shared/ui/Block';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { useConfirm } from '@/shared/ui/useConfirm';

import { Hint, Row, Rows, Secret } from './rows';
import { useAddTokenMutation, useRevokeTokenMutation, useTokensQuery } from './settingsApi';
import { texts } from './texts';

export function Tokens() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: tokens = [] } = useTokensQuery();
  const [add, { data: made }] = useAddTokenMutation();
  const [revoke] = useRevokeTokenMutation();
  const [confirming, ask] = useConfirm();
  const [adding, setAdding] = useState(false);
  return (
    <Block title={t.tokens} action={<Button onClick={() => setAdding(true)}>{t.addToken}</Button>}>
      <Hint>{tokens.length > 0 ? t.tokensHint : `${t.tokensHint} ${t.noTokens}`}</Hint>
      {confirming}
      {made?.token && <Secret text={made.token}>{t.tokenOnce}</Secret>}
      <Rows>
        {tokens.map((token) => (
          <Row
            key={token.id}
            action={
              <Button
                aria-label={`${t.revoke}: ${token.name}`}
                onClick={({ currentTarget }) =>
                  ask({
                    title: `${t.revoke}: ${token.name}`,
                    hint: t.revokeTokenHint,
                    label: t.revoke,
                    perform: () => {
                      focusAfterRow({ currentTarget });
                      return revoke(token.id).unwrap();
                    },
                  })
                }
              >
                {t.revoke}
              </Button>
            }
          >
            <Box sx={{ fontWeight: 500 }}>
              {token.name}
              {token.read_only && (
                <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, ml: 1 }}>
                  {t.readOnly}
                </Box>
              )}
            </Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              {token.expires_at && t.until(formatDateTime(token.expires_at, language))} ·{' '}
              {token.last_used_at ? t.lastUsed(formatDateTime(token.last_used_at, language)) : t.neverUsed}
            </Box>
          </Row>
        ))}
      </Rows>
      {adding && (
        <RecordDialog
          title={t.addToken}
          saveLabel={t.add}
          fields={[
            field('name', t.name, 'textfield', { required: true, max: 100 }),
            field('expires_at', t.expires, 'datetime', { required: true }),
            field('read_only', t.readOnly, 'checkbox'),
          ]}
          save={({ name, expires_at, read_only }) =>
            add({ name: String(name), expires_at: String(expires_at), read_only: read_only === true }).unwrap()
          }
          onClose={() => setAdding(false)}
        />
      )}
    </Block>
  );
}

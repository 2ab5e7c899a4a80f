import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import { isProblem } from '@/shared/api/problem';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { Row, Rows } from './rows';
import { useEndSessionMutation, useSessionsQuery } from './settingsApi';
import { texts } from './texts';

export function Sessions() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: sessions = [] } = useSessionsQuery();
  const [end, { error }] = useEndSessionMutation();
  return (
    <Block
      title={t.sessions}
      action={sessions.length > 1 && <Button onClick={() => void end(undefined)}>{t.endOthers}</Button>}
    >
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <Rows>
        {sessions.map((session) => (
          <Row
            key={session.id}
            action={!session.current && <Button onClick={() => void end(session.id)}>{t.end}</Button>}
          >
            <Box sx={{ fontWeight: 500 }}>
              {session.current ? t.here : session.kind === 'program' ? t.program : t.browser}
              <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, ml: 1 }}>
                {session.address}
              </Box>
            </Box>
            <Box
              title={session.user_agent ?? undefined}
              sx={{
                color: 'text.secondary',
                fontSize: '0.8125rem',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {session.last_seen_at && t.lastSeen(formatDateTime(session.last_seen_at, language))} ·{' '}
              {session.user_agent}
            </Box>
          </Row>
        ))}
      </Rows>
    </Block>
  );
}

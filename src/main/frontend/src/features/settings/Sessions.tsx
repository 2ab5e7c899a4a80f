import Box from '@mui/material/Box';
import Button from '@mui/material/Button';

import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { useConfirm } from '@/shared/ui/useConfirm';

import { Row, Rows } from './rows';
import { useEndSessionMutation, useSessionsQuery } from './settingsApi';
import { texts } from './texts';

export function Sessions() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: sessions = [] } = useSessionsQuery();
  const [end] = useEndSessionMutation();
  const [confirming, ask] = useConfirm();
  return (
    <Block
      title={t.sessions}
      action={
        sessions.length > 1 && (
          <Button
            onClick={() =>
              ask({ title: t.endOthers, hint: t.endHint, label: t.end, perform: () => end(undefined).unwrap() })
            }
          >
            {t.endOthers}
          </Button>
        )
      }
    >
      {confirming}
      <Rows>
        {sessions.map((session) => (
          <Row
            key={session.id}
            action={
              !session.current && (
                <Button
                  onClick={() =>
                    ask({
                      title: t.endSession(session.address ?? (session.kind === 'program' ? t.program : t.browser)),
                      hint: t.endHint,
                      label: t.end,
                      perform: () => end(session.id).unwrap(),
                    })
                  }
                >
                  {t.end}
                </Button>
              )
            }
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

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';

import { kindOf, numberOf, type KindPath } from '@/shared/api/model';
import { isAgent, may, useMe } from '@/shared/api/profile';
import { useKnownErrorsQuery, useTicketsQuery } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { StatusChip } from '@/shared/ui/StatusChip';

import { texts } from './texts';

/** The longest word tells most; the API finds tickets that hold it. */
export function tellingWord(title: string): string {
  const words = title
    .split(/[\s、。・,.／/「」（）()]+|(?<=[ァ-ヶー一-龠])(?=[ぁ-ん])|(?<=[ぁ-ん])(?=[ァ-ヶ一-龠A-Za-z])/)
    .filter((one) => one.length > 1 && !/^[ぁ-ん]+$/.test(one));
  return words.sort((a, b) => b.length - a.length)[0] ?? '';
}

/** Known errors and tickets like the one being written. */
export function Alike({ kind, title, ci }: { kind: KindPath; title: string; ci?: string }) {
  const t = useTexts(texts);
  const me = useMe();
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(tellingWord(title)), 350);
    return () => clearTimeout(timer);
  }, [title]);
  const { data: known = [] } = useKnownErrorsQuery(
    may(me, 'knowledge:read') && (words || ci) ? { q: words || undefined, ci: words ? undefined : ci } : skipToken,
  );
  const { data: tickets } = useTicketsQuery(
    isAgent(me) && words ? { kind, params: { q: words, limit: '5' } } : skipToken,
  );
  // reporters see what helps them, and nothing before there is something
  if (!isAgent(me) && known.length === 0) {
    return null;
  }
  return (
    <Box component="aside" aria-label={t.known} sx={{ flex: '0 1 340px', minWidth: 0, pt: 1 }}>
      <Typography variant="h2">{t.known}</Typography>
      {known.length > 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.knownHint}
        </Typography>
      )}
      {known.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.knownNone}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {known.map((error) => (
            <Box component="li" key={error.id} sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}>
              {may(me, 'problem:read') ? (
                <Box
                  component={Link}
                  to={`/tickets/${error.problem_number}`}
                  sx={{ color: 'text.primary', fontWeight: 500 }}
                >
                  {error.title}
                </Box>
              ) : (
                <Box sx={{ fontWeight: 500 }}>{error.title}</Box>
              )}
              {error.symptom && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{error.symptom}</Box>}
              {error.workaround && (
                <Box sx={{ fontSize: '0.8125rem', whiteSpace: 'pre-wrap' }}>
                  <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
                    {t.workaround}
                  </Box>
                  {error.workaround}
                </Box>
              )}
            </Box>
          ))}
        </Box>
      )}
      {tickets && tickets.items.length > 0 && (
        <>
          <Typography variant="h2" sx={{ mt: 2 }}>
            {t.similar}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {tickets.items.map((ticket) => (
              <Box
                component="li"
                key={ticket.id}
                sx={{ py: 0.75, fontSize: '0.8125rem', borderBottom: 1, borderColor: 'divider' }}
              >
                <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
                  {numberOf(ticket)}
                </Box>
                <StatusChip {...ticket} kind={kindOf(ticket)} />
                <Box
                  component={Link}
                  to={`/tickets/${numberOf(ticket)}`}
                  sx={{ display: 'block', color: 'text.primary' }}
                >
                  {ticket.title}
                </Box>
              </Box>
            ))}
          </Box>
        </>
      )}
    </Box>
  );
}

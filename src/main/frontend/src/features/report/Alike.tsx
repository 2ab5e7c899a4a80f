import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { skipToken } from '@reduxjs/toolkit/query';

import { isAgent, may, useMe } from '@/shared/api/profile';
import { useKnownErrorsQuery } from '@/shared/api/ticketApi';
import { ArticleOffers } from '@/shared/articles/ArticleOffers';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { KnownErrorList, Proposals, SimilarTickets } from '@/shared/similar/SimilarLists';
import type { Similar } from '@/shared/similar/similarApi';

import { texts } from './texts';

interface Props {
  similar?: Similar;
  typed: boolean;
  ci?: string;
  /** somebody read an article and needs no ticket */
  onSolved: () => void;
}

/** Known errors and tickets like the one being written, and what helped there. */
export function Alike({ similar, typed, ci, onSolved }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const agent = isAgent(me);
  // before anything is typed, those of the item concerned
  const { data: ofCi = [] } = useKnownErrorsQuery(may(me, 'knowledge:read') && !typed && ci ? { ci } : skipToken);
  const known = typed ? (similar?.known_errors ?? []) : ofCi;
  // reporters see what helps them, and nothing before there is something
  const articles = typed ? (similar?.articles ?? []) : [];
  if (!agent && known.length === 0 && articles.length === 0) {
    return null;
  }
  return (
    <Box component="aside" aria-label={t.known} sx={{ flex: '0 1 340px', minWidth: 0, pt: 1 }}>
      {articles.length > 0 && <ArticleOffers articles={articles} onSolved={onSolved} />}
      {(agent || known.length > 0) && (
        <>
          <Typography variant="h2">{t.known}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {known.length > 0 ? t.knownHint : t.knownNone}
          </Typography>
          <KnownErrorList errors={known} />
        </>
      )}
      {agent && similar && similar.tickets.length > 0 && (
        <>
          <Typography variant="h2" sx={{ mt: 2 }}>
            {t.similar}
          </Typography>
          <SimilarTickets tickets={similar.tickets} />
          <Proposals proposals={similar.proposals} />
        </>
      )}
    </Box>
  );
}

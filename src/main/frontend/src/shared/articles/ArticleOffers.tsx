import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';

import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import type { SimilarArticle } from '@/shared/similar/similarApi';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { late } from '@/shared/ui/late';
import { useNotice } from '@/shared/ui/Notice';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { inLanguage, useArticleQuery, useRateArticleMutation, useTitleOf } from './articlesApi';
import { texts } from './texts';

const MarkdownText = late(async () => (await import('./MarkdownText')).MarkdownText, <RowSkeletons rows={2} />);

interface Props {
  articles: readonly SimilarArticle[];
  /** the reporter has what he needs, and reports nothing */
  onSolved?: () => void;
}

/** Articles about what is being written, read in place. */
export function ArticleOffers({ articles, onSolved }: Props) {
  const t = useTexts(texts);
  const titleOf = useTitleOf();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Box component="section" sx={{ mb: 2 }}>
      <Typography variant="h2">{t.offered}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t.offeredHint}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, fontSize: '0.8125rem' }}>
        {articles.map((one) => {
          const number = one.article_number;
          return (
            <Box component="li" key={number} sx={{ py: 0.5, borderBottom: 1, borderColor: 'divider' }}>
              <Button
                color="inherit"
                aria-expanded={open === number}
                aria-label={t.opens(titleOf(one))}
                onClick={() => setOpen((before) => (before === number ? null : number))}
                sx={{ textAlign: 'left', justifyContent: 'flex-start', px: 0, fontWeight: 500, width: 1 }}
              >
                {titleOf(one)}
              </Button>
              {open === number && <Reading number={number} onSolved={onSolved} />}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

function Reading({ number, onSolved }: { number: string; onSolved?: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const { data: article, error } = useArticleQuery(number);
  const [rate, { isLoading }] = useRateArticleMutation();
  const [problem, setProblem] = useState<ApiProblem>();
  if (!article?.text) {
    return error ? <ErrorAlert error={problemOf(error)} /> : <RowSkeletons rows={2} />;
  }
  const shown = inLanguage(article.text, language);
  async function answer(helped: boolean) {
    setProblem(undefined);
    try {
      await rate({ id: number, helped, spared: helped && onSolved !== undefined }).unwrap();
      if (helped && onSolved) {
        onSolved();
        say(t.spared);
      } else {
        say(t.thanks);
      }
    } catch (failed) {
      setProblem(problemOf(failed));
    }
  }
  return (
    <Box sx={{ pb: 1 }}>
      <MarkdownText text={shown.body} lang={shown.language} at={`/articles/${number}`} files={article.attachments} />
      <ErrorAlert error={problem} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mt: 1 }}>
        <span>{t.solved}</span>
        <Button variant="outlined" disabled={isLoading} onClick={() => void answer(true)}>
          {onSolved ? t.solvedYes : t.solvedHere}
        </Button>
        <Button color="inherit" disabled={isLoading} onClick={() => void answer(false)}>
          {t.solvedNo}
        </Button>
        <Box component={Link} to={`/knowledge/${number}`} sx={{ color: 'primary.main' }}>
          {t.whole}
        </Box>
      </Box>
    </Box>
  );
}

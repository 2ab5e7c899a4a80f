import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { ArrowLeft, Pencil } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';

import { addressOf } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { isMissing, problemOf, type ApiProblem } from '@/shared/api/problem';
import {
  inLanguage,
  useArticleQuery,
  useRateArticleMutation,
  type ArticleDetail,
  type ArticleText,
} from '@/shared/articles/articlesApi';
import { MarkdownText } from '@/shared/articles/MarkdownText';
import { formatDate, formatSize } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import type { Language } from '@/shared/i18n/texts';
import { instantOfDay } from '@/shared/i18n/zone';
import { useActions } from '@/shared/lib/useActions';
import { ActionButtons } from '@/shared/ui/ActionButtons';
import { Block } from '@/shared/ui/Block';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PageSkeleton } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';

import { texts } from './texts';
import { Versions } from './Versions';

/** What an article says, and for agents the work on it. */
export function ArticlePage() {
  const t = useTexts(texts);
  const { number = '' } = useParams();
  const { currentData: article, error, refetch } = useArticleQuery(number, { refetchOnMountOrArgChange: true });
  if (isMissing(error)) {
    return (
      <EmptyState
        page
        title={t.notFound}
        hint={t.notFoundHint}
        action={
          <Button component={Link} to="/knowledge">
            {t.back}
          </Button>
        }
      />
    );
  }
  if (!article) {
    return error ? (
      <Box sx={{ p: 3 }}>
        <ErrorAlert error={problemOf(error)} onRetry={() => void refetch()} />
      </Box>
    ) : (
      <PageSkeleton />
    );
  }
  return <OneArticle key={article.id} article={article} />;
}

function OneArticle({ article }: { article: ArticleDetail }) {
  const t = useTexts(texts);
  const me = useMe();
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<Language>(language);
  const [draft, setDraft] = useState(false);
  const number = article.article_number;
  const whole = may(me, 'article:read');
  const showsDraft = article.draft !== null && (draft || article.text === null);
  const text = showsDraft ? article.draft : article.text;
  const title = text ? inLanguage(text, chosen).title || article.title : article.title;
  const { choose, dialog, bar, problem, busy } = useActions({
    kind: 'articles',
    id: number,
    title: `${number} ${title}`,
    askedAt: article.asked_at,
  });
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHeader
        title={title}
        actions={
          <IconButton size="small" component={Link} to="/knowledge" aria-label={t.back} sx={{ order: -1 }}>
            <ArrowLeft size={16} aria-hidden />
          </IconButton>
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', color: 'text.secondary' }}>
          <span>{number}</span>
          {whole && <StatusChip status={article.status} phase={article.phase} kind="article" />}
          {text && (
            <span>
              {t.version(text.version)} {whole && (showsDraft ? t.draft : t.inForce)}
            </span>
          )}
          {article.valid_until && (
            <span>{t.validUntil(formatDate(new Date(instantOfDay(article.valid_until)), language))}</span>
          )}
          {text?.audience === 'agents' && <span>{t.audiences.agents}</span>}
          {text?.title_ja && text.title_en && (
            <ToggleButtonGroup
              exclusive
              size="small"
              value={chosen}
              aria-label={t.languages}
              onChange={(_, one: Language | null) => one && setChosen(one)}
              sx={{ ml: 'auto', '& button': { px: 1.5, py: 0.25, textTransform: 'none' } }}
            >
              <ToggleButton value="ja">{t.japanese}</ToggleButton>
              <ToggleButton value="en">{t.english}</ToggleButton>
            </ToggleButtonGroup>
          )}
        </Box>
        {whole && (
          <>
            <ErrorAlert error={problem} />
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              <ActionButtons
                ref={bar}
                actions={article.actions}
                onChoose={choose}
                busy={busy}
                lead={
                  article.status === 'draft' &&
                  article.draft &&
                  may(me, 'article:work') && (
                    <Button
                      component={Link}
                      to={`/knowledge/${number}/edit`}
                      variant="contained"
                      startIcon={<Pencil size={15} aria-hidden />}
                    >
                      {t.edit}
                    </Button>
                  )
                }
              />
              {article.draft && article.text && (
                <Button onClick={() => setDraft((before) => !before)}>{draft ? t.showInForce : t.showDraft}</Button>
              )}
            </Box>
            {dialog}
          </>
        )}
        {text ? <Text article={article} text={text} language={chosen} /> : <p>{t.noText}</p>}
        {article.text && !showsDraft && <DidItHelp article={article} />}
        {whole && article.published_version && (
          <Box sx={{ color: 'text.secondary' }}>{t.helped(article.helped, article.not_helped, article.spared)}</Box>
        )}
        <Files article={article} />
        {article.links.length > 0 && (
          <Block title={t.links}>
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
              {article.links.map((link) => (
                <li key={link.id}>
                  <Box component={Link} to={addressOf(link.ticket_number)} sx={{ color: 'primary.main' }}>
                    {link.ticket_number}
                  </Box>{' '}
                  {link.title}
                </li>
              ))}
            </Box>
          </Block>
        )}
        {whole && <Versions number={number} />}
      </Box>
    </Box>
  );
}

function Text({ article, text, language }: { article: ArticleDetail; text: ArticleText; language: Language }) {
  const { body, language: written } = inLanguage(text, language);
  return (
    <Box component="article">
      <MarkdownText text={body} lang={written} at={`/articles/${article.article_number}`} files={article.attachments} />
    </Box>
  );
}

/** Asked of everybody, answered once a version; the answer can be changed. */
function DidItHelp({ article }: { article: ArticleDetail }) {
  const t = useTexts(texts);
  const say = useNotice();
  const [rate, { isLoading }] = useRateArticleMutation();
  const [problem, setProblem] = useState<ApiProblem>();
  async function answer(helped: boolean) {
    setProblem(undefined);
    try {
      await rate({ id: article.article_number, helped }).unwrap();
      say(t.thanks);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  const choice = article.helped_me === null ? null : article.helped_me ? 'yes' : 'no';
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', py: 1 }}>
      <span id="did-it-help">{t.did}</span>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={choice}
        disabled={isLoading}
        aria-labelledby="did-it-help"
        onChange={(_, one: string | null) => one && void answer(one === 'yes')}
        sx={{ '& button': { px: 1.5, py: 0.25, textTransform: 'none' } }}
      >
        <ToggleButton value="yes">{t.yes}</ToggleButton>
        <ToggleButton value="no">{t.no}</ToggleButton>
      </ToggleButtonGroup>
      <ErrorAlert error={problem} />
    </Box>
  );
}

function Files({ article }: { article: ArticleDetail }) {
  const t = useTexts(texts);
  if (article.attachments.length === 0) {
    return null;
  }
  return (
    <Block title={t.files}>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {article.attachments.map((file) => (
          <li key={file.id}>
            <Box
              component="a"
              href={`/api/v1/articles/${article.article_number}/attachments/${file.id}`}
              download={file.file_name}
              sx={{ color: 'primary.main' }}
            >
              {file.file_name}
            </Box>{' '}
            {file.file_size && formatSize(Number(file.file_size))}
          </li>
        ))}
      </Box>
    </Block>
  );
}

import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import type { Attachment } from '@/shared/api/model';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useAttachMutation } from '@/shared/api/ticketApi';
import {
  useArticleQuery,
  useRewriteArticleMutation,
  useWriteArticleMutation,
  type ArticleDetail,
} from '@/shared/articles/articlesApi';
import { MarkdownText } from '@/shared/articles/MarkdownText';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import type { Language } from '@/shared/i18n/texts';
import { sentBy } from '@/shared/lib/keys';
import { useTyped } from '@/shared/lib/useTyped';
import { ChangedByOthers } from '@/shared/ui/ChangedByOthers';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FileButton } from '@/shared/ui/FileChooser';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PageSkeleton } from '@/shared/ui/Skeletons';
import { texts as uiTexts } from '@/shared/ui/texts';
import { useUnsaved } from '@/shared/ui/useUnsaved';

import { texts } from './texts';

/** Writes an article, in Japanese and in English side by side. */
export function EditorPage() {
  const t = useTexts(texts);
  const { number } = useParams();
  const {
    currentData: article,
    error,
    refetch,
  } = useArticleQuery(number ?? '', {
    skip: !number,
    refetchOnMountOrArgChange: true,
  });
  const isDraft = article?.status === 'draft' && Boolean(article.draft);
  // what is being typed stays on the page when somebody publishes meanwhile
  const [begun, setBegun] = useState<string>();
  if (isDraft && begun !== article.id) {
    setBegun(article.id);
  }
  if (!number) {
    return <Editor />;
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
  return begun === article.id ? (
    <Editor key={article.id} article={article} ended={!isDraft} onAttached={refetch} />
  ) : (
    <EmptyState
      page
      title={t.notWritten}
      action={
        <Button component={Link} to={`/knowledge/${number}`}>
          {article.title}
        </Button>
      }
    />
  );
}

const FIELDS = ['title_ja', 'body_ja', 'title_en', 'body_en', 'audience'] as const;
type Field = (typeof FIELDS)[number];

interface EditorProps {
  article?: ArticleDetail;
  /** nothing can be saved any more */
  ended?: boolean;
  onAttached?: () => Promise<unknown>;
}

function Editor({ article, ended = false, onAttached }: EditorProps) {
  const t = useTexts(texts);
  const { meanwhile } = useTexts(uiTexts);
  const navigate = useNavigate();
  const say = useNotice();
  // a published article has no draft; what stood in it last is what was typed over
  const [draft, setDraft] = useState(article?.draft);
  if (article?.draft && article.draft !== draft) {
    setDraft(article.draft);
  }
  const now: Record<Field, string> = {
    title_ja: draft?.title_ja ?? '',
    body_ja: draft?.body_ja ?? '',
    title_en: draft?.title_en ?? '',
    body_en: draft?.body_en ?? '',
    audience: draft?.audience ?? 'everybody',
  };
  const { value, type, overwrite, changed, inConflict } = useTyped(now);
  const [guard, letGo] = useUnsaved(changed.length > 0);
  const [attached, setAttached] = useState<readonly Attachment[]>(article?.attachments ?? []);
  const [lacks, setLacks] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [write, writing] = useWriteArticleMutation();
  const [rewrite, rewriting] = useRewriteArticleMutation();
  const [attach] = useAttachMutation();
  const [attaching, setAttaching] = useState(false);
  const busy = writing.isLoading || rewriting.isLoading || attaching;
  const number = article?.article_number;

  async function save() {
    const empty = !value('title_ja').trim() && !value('title_en').trim();
    setLacks(empty);
    if (empty || busy || ended || inConflict.length > 0) {
      return;
    }
    setProblem(undefined);
    // only what was changed: what somebody else wrote meanwhile stays
    const fields = Object.fromEntries(changed.map((field) => [field, value(field).trim() ? value(field) : null]));
    try {
      const saved = number
        ? await rewrite({ id: number, etag: article.etag, fields }).unwrap()
        : await write(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))).unwrap();
      letGo();
      say(t.saved(saved.article_number));
      void navigate(`/knowledge/${saved.article_number}`);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  async function picture(language: Language, files: File[]) {
    setProblem(undefined);
    setAttaching(true);
    for (const file of files) {
      try {
        const added = await attach({ kind: 'articles', id: number ?? '', file }).unwrap();
        setAttached((before) => [...before, added]);
        type(`body_${language}`, (before) =>
          `${before.trimEnd()}\n\n![${added.file_name}](<${added.file_name}>)\n`.trimStart(),
        );
      } catch (error) {
        setProblem(problemOf(error));
      }
    }
    // a file changes the article, and what is saved next is said of it as it is then
    await onAttached?.();
    setAttaching(false);
  }

  return (
    <>
      <PageHeader title={number ? t.editTitle(number) : t.newTitle} />
      {guard}
      <Box
        component="form"
        noValidate
        {...sentBy(save)}
        sx={{ px: { xs: 2, md: 3 }, pb: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}
      >
        {ended && <Alert severity="warning">{t.endedMeanwhile}</Alert>}
        {inConflict.length > 0 ? (
          <ChangedByOthers onSeen={overwrite}>
            {meanwhile.changed}
            {inConflict.map((field) => (
              <Box key={field} sx={{ whiteSpace: 'pre-wrap', maxHeight: 160, overflowY: 'auto' }}>
                {meanwhile.now(
                  field === 'audience' ? t.audiences[now.audience as 'agents'] : now[field] || meanwhile.nothing,
                )}
              </Box>
            ))}
          </ChangedByOthers>
        ) : (
          <ErrorAlert error={problem} fields={FIELDS} />
        )}
        {lacks && <ErrorAlert error={{ status: 400, code: '', message: t.needsTitle, details: [] } as ApiProblem} />}
        <TextField
          select
          label={t.audience}
          value={value('audience')}
          onChange={(event) => type('audience', event.target.value)}
          error={atField(problem, 'audience') !== undefined}
          helperText={atField(problem, 'audience')}
          sx={{ maxWidth: 240 }}
        >
          {(['everybody', 'agents'] as const).map((one) => (
            <MenuItem key={one} value={one}>
              {t.audiences[one]}
            </MenuItem>
          ))}
        </TextField>
        <Box
          sx={{
            display: 'grid',
            gap: 3,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
          }}
        >
          {(['ja', 'en'] as const).map((language) => (
            <Side
              key={language}
              language={language}
              title={value(`title_${language}`)}
              body={value(`body_${language}`)}
              onTitle={(text) => type(`title_${language}`, text)}
              onBody={(text) => type(`body_${language}`, text)}
              problem={problem}
              number={number}
              files={attached}
              onPicture={(files) => void picture(language, files)}
            />
          ))}
        </Box>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button
            type="submit"
            variant="contained"
            size="medium"
            disabled={busy || ended || inConflict.length > 0}
            sx={{ minWidth: 120 }}
          >
            {t.save}
          </Button>
          <Button component={Link} to={number ? `/knowledge/${number}` : '/knowledge'} color="inherit">
            {t.cancel}
          </Button>
        </Box>
      </Box>
    </>
  );
}

interface SideProps {
  language: Language;
  title: string;
  body: string;
  onTitle: (value: string) => void;
  onBody: (value: string) => void;
  problem: ApiProblem | undefined;
  number: string | undefined;
  files: readonly Attachment[];
  onPicture: (files: File[]) => void;
}

/** One language: what is written, or how it will look. */
function Side({ language, title, body, onTitle, onBody, problem, number, files, onPicture }: SideProps) {
  const t = useTexts(texts);
  const [preview, setPreview] = useState(false);
  const name = language === 'ja' ? t.japanese : t.english;
  const wrong = (field: string) => ({
    error: atField(problem, field) !== undefined,
    helperText: atField(problem, field),
  });
  return (
    <Box component="section" aria-label={name} sx={{ display: 'grid', gap: 1.5, alignContent: 'start', minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="h2" sx={{ mr: 'auto' }}>
          {name}
        </Typography>
        <Button onClick={() => setPreview((before) => !before)} aria-pressed={preview}>
          {preview ? t.source : t.preview}
        </Button>
      </Box>
      <TextField
        label={t.heading(name)}
        value={title}
        onChange={(event) => onTitle(event.target.value)}
        slotProps={{ htmlInput: { lang: language } }}
        {...wrong(`title_${language}`)}
      />
      {preview ? (
        <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2, minHeight: 240 }}>
          <MarkdownText text={body} lang={language} at={number && `/articles/${number}`} files={files} />
        </Box>
      ) : (
        <TextField
          label={t.body(name)}
          multiline
          minRows={12}
          maxRows={30}
          value={body}
          onChange={(event) => onBody(event.target.value)}
          slotProps={{ htmlInput: { lang: language } }}
          {...wrong(`body_${language}`)}
        />
      )}
      {number ? (
        <Box>
          <FileButton label={t.picture} name={t.pictureIn(name)} onChoose={onPicture} />
        </Box>
      ) : (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {t.pictureLater}
        </Typography>
      )}
    </Box>
  );
}

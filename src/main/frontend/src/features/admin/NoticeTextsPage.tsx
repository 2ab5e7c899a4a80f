import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

import { atField, isProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { sentBy } from '@/shared/lib/keys';
import { useDraft } from '@/shared/lib/useDraft';
import { Block } from '@/shared/ui/Block';
import { Choice } from '@/shared/ui/Choice';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import {
  useNoticeTextsQuery,
  usePreviewNoticeTextMutation,
  useRestoreNoticeTextMutation,
  useSaveNoticeTextMutation,
  useTestNoticeTextMutation,
  type NoticeText,
  type Template,
} from './noticeTextsApi';
import { texts } from './noticeTextsTexts';

type Language = 'ja' | 'en';

/** What notifications say: event by event, with what the mail looks like. */
export function NoticeTextsPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: all } = useNoticeTextsQuery(language);
  const [kind, setKind] = useState<string>();
  if (!all) {
    return <RowSkeletons />;
  }
  const shown = all.find((one) => one.kind === kind) ?? all[0];
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2, maxWidth: 760 }}>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.hint}</Box>
      <TextField select label={t.events} value={shown?.kind ?? ''} onChange={(event) => setKind(event.target.value)}>
        {all.map((one) => (
          <MenuItem key={one.kind} value={one.kind}>
            {one.version > 0 ? `${one.name} (${t.own})` : one.name}
          </MenuItem>
        ))}
      </TextField>
      {shown && <Editor key={`${shown.kind} ${shown.version}`} text={shown} />}
    </Box>
  );
}

function Editor({ text }: { text: NoticeText }) {
  const t = useTexts(texts);
  const say = useNotice();
  const { language: own } = useLanguage();
  const [language, setLanguage] = useState<Language>(own);
  const [said, setSaid, saved] = useDraft<Record<Language, Template>>(`notice ${text.kind} ${text.version}`, {
    ja: { title: text.ja.title, body: text.ja.body },
    en: { title: text.en.title, body: text.en.body },
  });
  const [number, setNumber] = useState('');
  const [save, saving] = useSaveNoticeTextMutation();
  const [restore, restoring] = useRestoreNoticeTextMutation();
  const [preview, previewing] = usePreviewNoticeTextMutation();
  const [send, sending] = useTestNoticeTextMutation();
  const [asked, setAsked] = useState<'save' | 'restore' | 'preview' | 'send'>('preview');
  const answers = { save: saving, restore: restoring, preview: previewing, send: sending };
  const error = answers[asked].error;
  const problem = isProblem(error) ? error : undefined;
  const busy = Object.values(answers).some(({ isLoading }) => isLoading);
  const { kind, version } = text;
  const ticket = number.trim() || undefined;

  /** A text that nobody changed stays the shipped one. */
  const drafts = Object.fromEntries(
    (['ja', 'en'] as const)
      .filter((one) => text[one].is_own || said[one].title !== text[one].title || said[one].body !== text[one].body)
      .map((one) => [one, said[one]]),
  );
  const change = (part: Partial<Template>) => setSaid({ ...said, [language]: { ...said[language], ...part } });

  function ask(what: typeof asked, call: { unwrap: () => Promise<unknown> }, done?: string) {
    setAsked(what);
    return call.unwrap().then(
      () => {
        if (what === 'save' || what === 'restore') {
          saved();
        }
        if (done) {
          say(done);
        }
      },
      () => undefined,
    );
  }

  const at = (name: string) => ({
    error: atField(problem, name) !== undefined,
    helperText: atField(problem, name),
  });
  // what is wrong in the language that does not show is told above
  const fields = ['title', 'body'].map((name) => `${language}.${name}`).concat('ticket');
  const shown = previewing.data?.[language];
  return (
    <>
      <Box
        component="form"
        noValidate
        {...sentBy(() => ask('save', save({ kind, version, drafts }), t.saved))}
        sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}
      >
        <ErrorAlert error={problem} fields={fields} />
        <Choice label={t.language} value={language} onChoose={(wanted) => setLanguage(wanted as Language)}>
          {[
            { value: 'ja', label: t.ja },
            { value: 'en', label: t.en },
          ]}
        </Choice>
        <TextField
          label={t.title}
          value={said[language].title}
          onChange={(event) => change({ title: event.target.value })}
          {...at(`${language}.title`)}
        />
        <TextField
          label={t.body}
          multiline
          minRows={4}
          value={said[language].body}
          onChange={(event) => change({ body: event.target.value })}
          {...at(`${language}.body`)}
        />
        <Box role="group" aria-label={t.places} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {text.places.map((place) => (
            <Button
              key={place.name}
              size="small"
              variant="outlined"
              color="inherit"
              onClick={() => change({ body: `${said[language].body}{${place.name}}` })}
              sx={{ textTransform: 'none' }}
            >
              {`${place.label} {${place.name}}`}
            </Button>
          ))}
        </Box>
        <TextField
          label={t.ticket}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
          error={atField(problem, 'ticket') !== undefined}
          helperText={atField(problem, 'ticket') ?? t.ticketHint}
          sx={{ maxWidth: 320 }}
        />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button type="submit" variant="contained" disabled={busy}>
            {t.save}
          </Button>
          <Button
            variant="outlined"
            disabled={busy}
            onClick={() => void ask('preview', preview({ kind, ticket, drafts }))}
          >
            {t.preview}
          </Button>
          <Button
            variant="outlined"
            disabled={busy}
            onClick={() => void ask('send', send({ kind, language, ticket, drafts }), t.sent)}
          >
            {t.send}
          </Button>
          {version > 0 && (
            <Button
              color="inherit"
              disabled={busy}
              onClick={() => void ask('restore', restore({ kind, version }), t.restored)}
            >
              {t.restore}
            </Button>
          )}
        </Box>
      </Box>
      {shown && (
        <Block title={t.preview}>
          <Box sx={{ fontSize: '0.875rem', mb: 1 }}>
            {t.subject}: <b>{shown.subject}</b>
          </Box>
          <Box
            component="iframe"
            title={t.preview}
            // a mail has no scripts, and gets no rights
            sandbox=""
            srcDoc={shown.html}
            sx={{ width: '100%', height: 420, border: 1, borderColor: 'divider', borderRadius: 1 }}
          />
        </Block>
      )}
    </>
  );
}

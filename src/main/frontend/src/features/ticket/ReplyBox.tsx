import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { skipToken } from '@reduxjs/toolkit/query';
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';

import type { KindPath, TicketDetail, User } from '@/shared/api/model';
import { keepUnsent } from '@/shared/api/outbox';
import { isProblem, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useMe } from '@/shared/api/profile';
import { useAddNoteMutation, useFindUsersQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useKeys } from '@/shared/lib/keys';
import { takesFiles } from '@/shared/lib/takesFiles';
import { useAttachAll } from '@/shared/lib/useAttachAll';
import { useDraft } from '@/shared/lib/useDraft';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FileButton } from '@/shared/ui/FileChooser';
import { useNotice } from '@/shared/ui/Notice';
import { personName } from '@/shared/ui/Person';
import { usePersonalDataCheck } from '@/shared/ui/usePersonalDataCheck';

import { mentionAt, put } from './mention';
import { mentionId, Mentions, MENTIONS } from './Mentions';
import { texts } from './texts';
import { TextModules } from './TextModules';

interface Props {
  ticket: TicketDetail;
  kind: KindPath;
  number: string;
  /** agents choose who reads it; a reporter writes to the service desk */
  internal: boolean;
  /** whether somebody is writing now */
  onWriting: (writing: boolean) => void;
}

/** Says who will read what is written; files come by choice, drop or paste. */
export function ReplyBox({ ticket, kind, number, internal, onWriting }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const me = useMe();
  const [text, setText] = useDraft(number);
  // kept with the text, so that what was written for the reporter is never kept as a note
  const [kept, keep] = useDraft(`${number} audience`);
  const [audience, setAudience] = useState(text ? kept : '');
  const isPublic = !internal || audience === 'reporter';
  const [problem, setProblem] = useState<ApiProblem>();
  const [over, setOver] = useState(false);
  const [addNote, { isLoading }] = useAddNoteMutation();
  const [attachAll, attaching] = useAttachAll();
  const [warning, check] = usePersonalDataCheck();
  const field = useRef<HTMLTextAreaElement>(null);
  const [focused, setFocused] = useState(false);
  const writing = focused && text.trim() !== '';
  useEffect(() => {
    onWriting(writing);
  }, [onWriting, writing]);
  const [caret, setCaret] = useState(text.length);
  const [given, setGiven] = useState(-1);
  const [at, setAt] = useState(0);
  const begun = !isPublic && focused ? mentionAt(text, caret) : undefined;
  const wanted = useDeferredValue(begun?.words);
  const { currentData: people = [] } = useFindUsersQuery(
    // reporters read no internal notes
    wanted === undefined ? skipToken : { q: wanted, agents: true },
  );
  const mentionable = begun && begun.from !== given ? people.slice(0, 6) : [];
  const meant = mentionable[Math.min(at, mentionable.length - 1)];
  useKeys({ r: () => field.current?.focus() });

  function writeFor(whom: string) {
    setAudience(whom);
    keep(whom);
  }

  async function send() {
    if (text.trim() && !isLoading) {
      await check({ content: text.trim() }, sendNow);
    }
  }

  async function sendNow() {
    setProblem(undefined);
    const note = { content: text.trim(), isPublic };
    const key = crypto.randomUUID();
    // what is typed while it is being sent stays
    const sent = () => setText((now) => (now.startsWith(text) ? now.slice(text.length).trimStart() : now));
    try {
      await addNote({ kind, id: number, ...note, key }).unwrap();
      sent();
      say(isPublic ? t.sent : t.noted);
    } catch (error) {
      if (isProblem(error) && error.status === 0) {
        keepUnsent({ id: key, user: me.id, kind, number, ...note, writtenAt: new Date().toISOString() });
        sent();
      } else {
        setProblem(problemOf(error));
      }
    }
  }

  function insert(from: number, to: number, what: string) {
    const after = put(text, from, to, what);
    setText(after.text);
    setCaret(after.caret);
    // once the field holds the text
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(after.caret, after.caret);
    });
  }

  function mention(user: User) {
    if (begun) {
      insert(begun.from, caret, `@${user.username} `);
      setAt(0);
    }
  }

  /** Whether the key was for the people that are offered. */
  function choosePerson(event: KeyboardEvent): boolean {
    if (!meant || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) {
      return false;
    }
    const now = mentionable.indexOf(meant);
    switch (event.key) {
      case 'ArrowDown':
        setAt((now + 1) % mentionable.length);
        return true;
      case 'ArrowUp':
        setAt((now + mentionable.length - 1) % mentionable.length);
        return true;
      case 'Enter':
      case 'Tab':
        mention(meant);
        return true;
      case 'Escape':
        setGiven(begun?.from ?? -1);
        return true;
      default:
        return false;
    }
  }

  async function add(files: Iterable<File>) {
    const refused = await attachAll(kind, number, files);
    setProblem(refused);
    if (!refused && !isPublic) {
      say(t.attachedForAll);
    }
  }

  const readers = !internal
    ? t.readers.desk
    : isPublic
      ? t.readers.public(personName(ticket.reporter, language) || t.yourself)
      : t.readers.internal + t.readers.files;
  const placeholder = !internal ? t.placeholder.desk : isPublic ? t.placeholder.public : t.placeholder.internal;
  return (
    <Box
      {...takesFiles((files) => void add(files), setOver)}
      sx={{
        display: 'grid',
        gap: 1,
        p: 1,
        border: 1,
        borderRadius: 1,
        borderColor: over ? 'primary.main' : 'divider',
        borderStyle: over ? 'dashed' : 'solid',
        bgcolor: isPublic ? 'background.paper' : 'quiet',
      }}
    >
      {internal && (
        <ToggleButtonGroup
          exclusive
          size="small"
          value={isPublic}
          aria-label={t.replyKind}
          onChange={(_, wanted: boolean | null) => wanted !== null && writeFor(wanted ? 'reporter' : '')}
          sx={{ '& button': { px: 1.25, py: 0, minHeight: 28, textTransform: 'none' } }}
        >
          <ToggleButton value={false}>{t.note}</ToggleButton>
          <ToggleButton value={true}>{t.reply}</ToggleButton>
        </ToggleButtonGroup>
      )}
      {warning}
      <ErrorAlert error={problem} />
      <TextField
        inputRef={field}
        multiline
        minRows={2}
        maxRows={16}
        placeholder={over ? (isPublic ? t.dropHere : t.dropHereForAll) : placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart ?? event.target.value.length);
          setAt(0);
        }}
        onSelect={(event) => setCaret((event.target as HTMLTextAreaElement).selectionStart)}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={(event) => {
          if (choosePerson(event)) {
            event.preventDefault();
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void send();
          }
        }}
        slotProps={{
          htmlInput: {
            'aria-label': placeholder,
            'aria-describedby': 'readers',
            'aria-autocomplete': isPublic ? undefined : 'list',
            'aria-controls': meant && MENTIONS,
            'aria-activedescendant': meant && mentionId(meant),
          },
        }}
        sx={{ bgcolor: 'background.paper' }}
      />
      {meant && (
        <Mentions
          anchor={() => field.current!}
          found={mentionable}
          at={mentionable.indexOf(meant)}
          onChoose={mention}
        />
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <FileButton
          label={attaching ? t.attaching : t.attach}
          name={t.attach}
          disabled={attaching}
          onChoose={(files) => void add(files)}
        />
        {internal && <TextModules number={number} written={text} onInsert={(what) => insert(caret, caret, what)} />}
        <Typography id="readers" variant="caption" sx={{ color: 'text.secondary', ml: 'auto' }}>
          {readers}
        </Typography>
        <Button variant="contained" onClick={() => void send()} disabled={!text.trim() || isLoading}>
          {isPublic ? t.send : t.saveNote}
        </Button>
      </Box>
    </Box>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useState, type DragEvent } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';

import { addressOf, KINDS, numberOf, type Ci, type KindPath, type ReportableCi, type User } from '@/shared/api/model';
import { isAgent, may, useMe } from '@/shared/api/profile';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useFindReportableCisQuery, useLazyCiQuery, useReportTicketMutation } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { PRIORITIES, word } from '@/shared/i18n/words';
import { Templates } from '@/shared/kept/Templates';
import { sentBy } from '@/shared/lib/keys';
import { useAttachAll } from '@/shared/lib/useAttachAll';
import { useDraft } from '@/shared/lib/useDraft';
import { useLater } from '@/shared/lib/useLater';
import { SuggestedChip } from '@/shared/similar/SuggestedChip';
import { useSuggestionsQuery } from '@/shared/similar/similarApi';
import { CategoryPicker } from '@/shared/ui/CategoryPicker';
import { CiPicker, ReportableCiPicker } from '@/shared/ui/CiPicker';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FileButton, FileChips } from '@/shared/ui/FileChooser';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { TagsField } from '@/shared/ui/TagsField';
import { UserPicker } from '@/shared/ui/UserPicker';
import { useUnsaved } from '@/shared/ui/useUnsaved';

import { Alike } from './Alike';
import { MajorIncidents } from './ServiceStatus';
import { texts } from './texts';

/** An address holds so much of a text. */
const LONGEST_ASKED = 500;
/** So long somebody does not type before it is asked. */
const PAUSE = 350;
const CHANGE_TYPES = ['normal', 'standard', 'emergency'];

/** Reporting, for oneself or for a caller; agents raise problems and changes here, too. */
export function NewTicketPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const agent = isAgent(me);
  const navigate = useNavigate();
  const say = useNotice();
  const kinds = KINDS.filter(
    ({ kind, path }) => agent && path !== 'requests' && path !== 'tasks' && may(me, `${kind}:create`),
  ).map(({ path }) => path);
  const wanted = useParams().kind;
  const kind: KindPath = kinds.find((path) => path === wanted) ?? 'incidents';
  const [params] = useSearchParams();
  const [title, setTitle] = useDraft('new.title');
  const [description, setDescription] = useDraft('new.description');
  const [category, setCategory] = useState(params.get('category_id') ?? '');
  const [priority, setPriority] = useState<string>('medium');
  const [type, setType] = useState(CHANGE_TYPES[0]!);
  const [caller, setCaller] = useState<User | null>(null);
  const [ci, setCi] = useState<Ci | ReportableCi | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [files, setFiles] = useState<File[]>([]);
  const [over, setOver] = useState(false);
  const [lacks, setLacks] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const [report] = useReportTicketMutation();
  const [attachAll] = useAttachAll();
  const [readCi] = useLazyCiQuery();
  const concerned = params.get('ci');
  const { data: reportable } = useFindReportableCisQuery(concerned ? '' : skipToken);
  useEffect(() => {
    const item = reportable?.find(({ id }) => id === concerned);
    if (item) {
      setCi(item);
    }
  }, [reportable, concerned]);

  const typed = {
    title: useLater(title.trim().slice(0, LONGEST_ASKED), PAUSE),
    description: useLater(description.trim().slice(0, LONGEST_ASKED), PAUSE),
  };
  const { data: suggestions } = useSuggestionsQuery(
    may(me, 'knowledge:read') && typed.title
      ? { kind: KINDS.find(({ path }) => path === kind)?.kind ?? 'incident', ...typed }
      : skipToken,
  );

  const reason = kind === 'changes' ? 'reason' : 'description';
  const said = {
    ...(title.trim() && { title: title.trim() }),
    ...(description.trim() && { [reason]: description.trim() }),
    ...(category && { category_id: category }),
    ...(kind === 'changes' ? { type } : { priority }),
    ...(ci && { ci_ids: [ci.id] }),
    ...(tags.length > 0 && { tags }),
  };

  // the texts are kept, the rest is not
  const [guard, letGo] = useUnsaved(
    files.length > 0 ||
      tags.length > 0 ||
      caller !== null ||
      category !== (params.get('category_id') ?? '') ||
      (ci?.id ?? null) !== concerned,
    '/new',
  );

  /** What the template says stands in the form, what it leaves open stays as it was entered. */
  function take(fields: Record<string, unknown>) {
    const text = (name: string, set: (value: string) => void) => {
      const value = fields[name];
      if (typeof value === 'string') {
        set(value);
      }
    };
    text('title', setTitle);
    text(reason, setDescription);
    text('category_id', setCategory);
    text('priority', setPriority);
    text('type', setType);
    if (Array.isArray(fields.tags)) {
      setTags(fields.tags.map(String));
    }
    const item = Array.isArray(fields.ci_ids) ? (fields.ci_ids[0] as unknown) : undefined;
    if (typeof item === 'string' && may(me, 'cmdb:read')) {
      readCi(item)
        .unwrap()
        .then(setCi)
        .catch(() => setCi(null));
    }
  }

  async function send() {
    setLacks(!title.trim());
    if (!title.trim() || busy) {
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const ticket = await report({
        kind,
        fields: { ...said, ...(caller && { reporter_id: caller.id }) },
      }).unwrap();
      const number = numberOf(ticket);
      letGo();
      setTitle('');
      setDescription('');
      const notAttached = await attachAll(kind, number, files);
      say(t.registered(number));
      void navigate(addressOf(number), { state: { notAttached } });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  /** Nothing is reported, and nothing of it is kept. */
  function solved() {
    letGo();
    setTitle('');
    setDescription('');
    void navigate('/');
  }

  const add = (more: Iterable<File>) => setFiles((before) => [...before, ...more]);
  const heading = agent ? t.title[kind as keyof typeof t.title] : t.reportTitle;
  const sendLabel = agent ? t.send[kind as keyof typeof t.send] : t.send.report;
  const field = (name: string) => ({ error: atField(problem, name) !== undefined, helperText: atField(problem, name) });
  return (
    <Box
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        add(event.dataTransfer.files);
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length > 0) {
          event.preventDefault();
          add(event.clipboardData.files);
        }
      }}
    >
      {guard}
      <PageHeader title={heading} actions={<Templates kind={kind} said={said} onTake={take} />} />
      {!agent && (
        <Box sx={{ px: { xs: 2, md: 3 }, maxWidth: 728 }}>
          <MajorIncidents />
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 4, px: { xs: 2, md: 3 }, pb: 4, alignItems: 'flex-start' }}>
        <Box
          component="form"
          noValidate
          {...sentBy(send)}
          sx={{
            flex: '1 1 420px',
            maxWidth: 680,
            minWidth: 0,
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr)',
            gap: 2,
            pt: 1,
          }}
        >
          {kinds.length > 1 && (
            <ToggleButtonGroup
              exclusive
              size="small"
              value={kind}
              aria-label={t.kind}
              onChange={(_, chosen: KindPath | null) => chosen && void navigate(`/new/${chosen}`, { replace: true })}
              sx={{ '& button': { px: 1.5, py: 0.25, textTransform: 'none' } }}
            >
              {kinds.map((path) => (
                <ToggleButton key={path} value={path}>
                  {t.kinds[path as keyof typeof t.kinds]}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          )}
          {may(me, 'request:create') && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t.orRequest}{' '}
              <Box component={Link} to="/catalogue" sx={{ color: 'primary.main' }}>
                {t.catalogue}
              </Box>
            </Typography>
          )}
          <ErrorAlert
            error={problem}
            fields={[
              'title',
              'description',
              'reason',
              'category_id',
              'priority',
              'reporter_id',
              'ci_ids',
              'type',
              'tags',
            ]}
          />
          {kind === 'incidents' && may(me, 'incident:report_for_others') && (
            <UserPicker
              label={t.caller}
              value={caller}
              onChange={setCaller}
              error={atField(problem, 'reporter_id')}
              hint={t.callerHint}
            />
          )}
          <TextField
            label={t.subject}
            placeholder={t.subjectHint}
            required
            autoFocus
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            {...field('title')}
            {...(lacks && !title.trim() && { error: true, helperText: t.required })}
          />
          <TextField
            label={kind === 'changes' ? t.reason : t.description}
            placeholder={kind === 'changes' ? undefined : t.descriptionHint}
            multiline
            minRows={5}
            maxRows={18}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            {...field(reason)}
          />
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
              gap: 2,
            }}
          >
            <Box sx={{ minWidth: 0 }}>
              <CategoryPicker
                label={t.category}
                value={category}
                onChange={setCategory}
                error={atField(problem, 'category_id')}
              />
              <SuggestedChip
                suggested={suggestions?.fields.find(({ field: one }) => one === 'category_id')}
                value={category}
                onTake={setCategory}
              />
            </Box>
            {kind === 'changes' ? (
              <TextField
                select
                label={t.type}
                value={type}
                onChange={(event) => setType(event.target.value)}
                {...field('type')}
              >
                {CHANGE_TYPES.map((one) => (
                  <MenuItem key={one} value={one}>
                    {word('changeType', one, language)}
                  </MenuItem>
                ))}
              </TextField>
            ) : (
              <TextField
                select
                label={agent ? t.priority : t.requested}
                value={priority}
                onChange={(event) => setPriority(event.target.value)}
                {...field('priority')}
              >
                {PRIORITIES.map((one) => (
                  <MenuItem key={one} value={one}>
                    {word('priority', one, language)}
                    <Box component="span" sx={{ color: 'text.secondary', ml: 1, fontSize: '0.8125rem' }}>
                      {t.priorities[one]}
                    </Box>
                  </MenuItem>
                ))}
              </TextField>
            )}
            {may(me, 'cmdb:read') ? (
              <CiPicker label={t.ci} value={ci as Ci | null} onChange={setCi} error={atField(problem, 'ci_ids')} />
            ) : (
              <ReportableCiPicker label={t.concerned} value={ci} onChange={setCi} error={atField(problem, 'ci_ids')} />
            )}
            {agent && <TagsField value={tags} onChange={setTags} error={atField(problem, 'tags')} />}
          </Box>
          <Box
            sx={{
              border: '1px dashed',
              borderColor: over ? 'primary.main' : 'divider',
              borderRadius: 1,
              p: 1.5,
              display: 'flex',
              flexWrap: 'wrap',
              gap: 1,
              alignItems: 'center',
            }}
          >
            <FileButton outlined label={t.attach} onChoose={add} />
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {t.drop}
            </Typography>
            <FileChips files={files} removeLabel={t.remove} onChange={setFiles} />
          </Box>
          <Box>
            <Button
              type="submit"
              variant="contained"
              size="medium"
              disabled={busy}
              sx={{ width: { xs: 1, sm: 'auto' }, minWidth: 120 }}
            >
              {sendLabel}
            </Button>
          </Box>
        </Box>
        <Alike similar={suggestions?.similar} typed={typed.title !== ''} ci={ci?.id} onSolved={solved} />
      </Box>
    </Box>
  );
}

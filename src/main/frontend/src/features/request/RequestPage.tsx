import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { skipToken } from '@reduxjs/toolkit/query';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';

import {
  addressOf,
  numberOf,
  type Ci,
  type Person,
  type ReportableCi,
  type RequestDraft,
  type RequestType,
  type User,
} from '@/shared/api/model';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import {
  useRequestDraftsQuery,
  useRequestTypesForQuery,
  useRequestTypesQuery,
  useSendDraftMutation,
} from '@/shared/api/requestsApi';
import { useCiQuery, useFindReportableCisQuery, useReportTicketMutation } from '@/shared/api/ticketApi';
import { usePersonQuery } from '@/shared/change/changeApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { Templates } from '@/shared/kept/Templates';
import { sentBy } from '@/shared/lib/keys';
import { takesFiles } from '@/shared/lib/takesFiles';
import { useAttachAll } from '@/shared/lib/useAttachAll';
import { CiPicker, ReportableCiPicker } from '@/shared/ui/CiPicker';
import { ConfidentialField } from '@/shared/ui/ConfidentialField';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FileButton, FileChips } from '@/shared/ui/FileChooser';
import { FormView } from '@/shared/ui/FormView';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PageSkeleton } from '@/shared/ui/Skeletons';
import { UserPicker } from '@/shared/ui/UserPicker';
import { usePersonalDataCheck } from '@/shared/ui/usePersonalDataCheck';
import { useUnsaved } from '@/shared/ui/useUnsaved';
import { filled, initialOf, missing, shown, type FieldValues } from '@/shared/lib/form';

import { NextSteps } from './NextSteps';
import { texts } from './texts';

/** Asking for one thing of the catalogue. */
export function RequestPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const wanted = useParams().type;
  const { data: types, error, refetch } = useRequestTypesQuery(language);
  const type = types?.find((one) => one.type === wanted);
  const draftId = useSearchParams()[0].get('draft');
  const { data: drafts, isFetching } = useRequestDraftsQuery(draftId ? undefined : skipToken);
  // one that was sent or discarded since stays what it was while it is left
  const draft = useSettled(draftId, drafts, isFetching);
  if (type && draft !== undefined) {
    return <BegunRequest key={`${type.type} ${draftId}`} type={type} draft={draft} gone={draftId !== null && !draft} />;
  }
  if (error) {
    return (
      <Box sx={{ p: 3 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      </Box>
    );
  }
  return types ? (
    <EmptyState
      page
      title={t.gone}
      hint={t.goneHint}
      action={
        <Button component={Link} to="/catalogue">
          {t.back}
        </Button>
      }
    />
  ) : (
    <PageSkeleton />
  );
}

/** The draft as it was when it was opened; null for none, undefined while it is asked for. */
function useSettled(id: string | null, drafts: RequestDraft[] | undefined, isFetching: boolean) {
  const [opened, setOpened] = useState<{ id: string; draft: RequestDraft | null }>();
  const found = drafts?.find((one) => one.id === id) ?? null;
  if (id && drafts && !(isFetching && !found) && opened?.id !== id) {
    setOpened({ id, draft: found });
  }
  return id ? (opened?.id === id ? opened.draft : undefined) : null;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Waits for the names of those whom a draft names by their ids. */
function BegunRequest({ type, draft, gone }: { type: RequestType; draft: RequestDraft | null; gone: boolean }) {
  const me = useMe();
  const said = draft?.fields ?? {};
  const wanted = { requester: text(said.reporter_id), colleague: text(said.requested_for_id) };
  const itemId = Array.isArray(said.ci_ids) ? text(said.ci_ids[0]) : undefined;
  const knowsItems = may(me, 'cmdb:read');
  const requester = usePersonQuery(wanted.requester ?? skipToken);
  const colleague = usePersonQuery(wanted.colleague ?? skipToken);
  const known = useCiQuery(itemId && knowsItems ? itemId : skipToken);
  const own = useFindReportableCisQuery(itemId && !knowsItems ? '' : skipToken);
  if ([requester, colleague, known, own].some(({ isLoading }) => isLoading)) {
    return <PageSkeleton />;
  }
  const begun: Begun = {
    draft,
    gone,
    requester: asUser(requester.data),
    colleague: asUser(colleague.data),
    item: (knowsItems ? known.data : own.data?.find(({ id }) => id === itemId)) ?? null,
  };
  return <OneRequest type={type} begun={begun} />;
}

function asUser(person: Person | undefined): User | null {
  return person ? { ...person, username: person.username ?? '' } : null;
}

interface Begun {
  draft: RequestDraft | null;
  /** whether the reader came for one that is no more */
  gone: boolean;
  requester: User | null;
  colleague: User | null;
  item: Ci | ReportableCi | null;
}

/** The fields that no form of a model has, since all requests have them. */
const OWN = ['title', 'reporter_id', 'requested_for_id', 'ci_ids', 'confidentiality'];

function OneRequest({ type: offered, begun }: { type: RequestType; begun: Begun }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const say = useNotice();
  const [values, setValues] = useState<FieldValues>(() => ({
    ...initialOf(offered.fields),
    ...shown(offered.fields, begun.draft?.fields ?? {}),
  }));
  const [title, setTitle] = useState(text(begun.draft?.fields.title) ?? '');
  const [requester, setRequester] = useState(begun.requester);
  const [colleague, setColleague] = useState(begun.colleague);
  const [item, setItem] = useState(begun.item);
  const [confidentiality, setConfidentiality] = useState(text(begun.draft?.fields.confidentiality) ?? 'internal');
  const [draft, setDraft] = useState(begun.draft && { id: begun.draft.id, version: begun.draft.version });
  const type = useOfferedTo(offered, (colleague ?? requester)?.id);
  const [files, setFiles] = useState<File[]>([]);
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const [report] = useReportTicketMutation();
  const [attachAll] = useAttachAll();
  const [warning, check] = usePersonalDataCheck();
  const [sendDraft] = useSendDraftMutation();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  const name = labelIn(type.label, language);
  const asks = (key: string) => type.fields.some((field) => field.key === key);

  const said = {
    ...(title.trim() && { title: title.trim() }),
    ...filled(type.fields, values),
    ...(confidentiality === 'confidential' && { confidentiality }),
    type: type.type,
  };
  const whole = {
    ...(requester && { reporter_id: requester.id }),
    ...(colleague && { requested_for_id: colleague.id }),
    ...(item && { ci_ids: [item.id] }),
    ...said,
  };

  const [begunAs] = useState(() => JSON.stringify(whole));
  const [guard, letGo] = useUnsaved(files.length > 0 || JSON.stringify(whole) !== begunAs);

  /** Whose devices are offered changes with whom it is for. */
  function forWhom(choose: () => void) {
    choose();
    const devices = type.fields.filter((field) => field.options_from === 'my_devices').map(({ key }) => key);
    setValues((before) => Object.fromEntries(Object.entries(before).filter(([key]) => !devices.includes(key))));
  }

  /** Keeps what stands there, complete or not. */
  async function keep() {
    const saved = await save({ path: 'request-drafts', ...draft, fields: { fields: whole } }).unwrap();
    const now = { id: saved.id ?? draft?.id ?? '', version: saved.version };
    setDraft(now);
    return now;
  }

  async function keepDraft() {
    setBusy(true);
    setProblem(undefined);
    try {
      await keep();
      letGo();
      say(t.kept);
      void navigate('/catalogue');
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  async function discard(id: string) {
    try {
      await remove({ path: 'request-drafts', id }).unwrap();
      letGo();
      say(t.discarded);
      void navigate('/catalogue');
    } catch {
      say(t.notDiscarded);
    }
  }

  /** What the template says stands in the form, what it leaves open stays as it was entered. */
  function take(fields: Record<string, unknown>) {
    if (typeof fields.title === 'string' && !asks('title')) {
      setTitle(fields.title);
    }
    setValues((before) => ({ ...before, ...shown(type.fields, fields) }));
    setConfidentiality((before) => text(fields.confidentiality) ?? before);
  }

  async function send() {
    const empty = missing(type.fields, values);
    setLacking(empty);
    if (empty.length > 0 || busy) {
      return;
    }
    setBusy(true);
    await check(said, sendNow);
    setBusy(false);
  }

  async function sendNow() {
    setBusy(true);
    setProblem(undefined);
    try {
      const ticket = draft
        ? await sendDraft(await keep()).unwrap()
        : await report({ kind: 'requests', fields: whole }).unwrap();
      letGo();
      const number = numberOf(ticket);
      const notAttached = await attachAll('requests', number, files);
      say(t.sent(number));
      void navigate(addressOf(number), { state: { notAttached } });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  const add = (more: Iterable<File>) => setFiles((before) => [...before, ...more]);
  return (
    <Box {...takesFiles(add)} sx={{ maxWidth: 728 }}>
      {guard}
      {warning}
      <PageHeader
        title={name}
        actions={
          <>
            <IconButton size="small" component={Link} to="/catalogue" aria-label={t.back} sx={{ order: -1 }}>
              <ArrowLeft size={16} aria-hidden />
            </IconButton>
            <Templates kind="requests" fits={(fields) => fields.type === type.type} said={said} onTake={take} />
          </>
        }
      />
      <Box
        component="form"
        noValidate
        {...sentBy(send)}
        sx={{ px: { xs: 2, md: 3 }, pb: 4, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}
      >
        {type.description && <Typography sx={{ color: 'text.secondary' }}>{type.description}</Typography>}
        {begun.gone && <Alert severity="info">{t.draftGone}</Alert>}
        <ErrorAlert error={problem} fields={[...OWN, ...type.fields.map(({ key }) => key)]} />
        {may(me, 'request:report_for_others') && (
          <UserPicker
            label={t.requester}
            value={requester}
            onChange={(user) => forWhom(() => setRequester(user))}
            error={atField(problem, 'reporter_id')}
          />
        )}
        <UserPicker
          label={t.requestedFor}
          value={colleague}
          onChange={(user) => forWhom(() => setColleague(user))}
          error={atField(problem, 'requested_for_id')}
          hint={t.requestedForHint}
        />
        <FormView
          fields={type.fields}
          values={values}
          onChange={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
          problem={problem}
          lacking={lacking.filter((key) => values[key] === undefined || values[key] === '')}
          autoFocus
        />
        {!asks('title') && (
          <TextField
            label={t.subject}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            error={atField(problem, 'title') !== undefined}
            helperText={atField(problem, 'title') ?? t.subjectHint(name)}
          />
        )}
        {may(me, 'cmdb:read') ? (
          <CiPicker label={t.item} value={item as Ci | null} onChange={setItem} error={atField(problem, 'ci_ids')} />
        ) : (
          <ReportableCiPicker label={t.item} value={item} onChange={setItem} error={atField(problem, 'ci_ids')} />
        )}
        <ConfidentialField
          value={confidentiality}
          onChange={setConfidentiality}
          error={atField(problem, 'confidentiality')}
        />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <FileButton outlined label={t.attach} onChoose={add} />
          <FileChips files={files} onChange={setFiles} />
        </Box>
        <NextSteps
          fields={whole}
          forOther={requester !== null}
          onAsk={() => {
            const empty = missing(type.fields, values);
            setLacking(empty);
            setProblem(undefined);
            return empty.length === 0;
          }}
          onRefused={setProblem}
        />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button
            type="submit"
            variant="contained"
            size="medium"
            disabled={busy}
            sx={{ width: { xs: 1, sm: 'auto' }, minWidth: 120 }}
          >
            {t.send}
          </Button>
          <Button
            variant="outlined"
            size="medium"
            disabled={busy}
            onClick={() => void keepDraft()}
            sx={{ width: { xs: 1, sm: 'auto' } }}
          >
            {t.keepDraft}
          </Button>
          {draft && (
            <Button
              color="inherit"
              size="medium"
              disabled={busy}
              onClick={() => void discard(draft.id)}
              sx={{ width: { xs: 1, sm: 'auto' } }}
            >
              {t.discard}
            </Button>
          )}
        </Box>
      </Box>
    </Box>
  );
}

/** The type with the devices of the one whom it is for, where the reader may see them. */
function useOfferedTo(type: RequestType, person: string | undefined): RequestType {
  const { language } = useLanguage();
  const me = useMe();
  const asked =
    person !== undefined &&
    person !== me.id &&
    may(me, 'cmdb:read') &&
    type.fields.some((field) => field.options_from === 'my_devices');
  const { data: types } = useRequestTypesForQuery(asked ? { language, person } : skipToken);
  return (asked && types?.find((one) => one.type === type.type)) || type;
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { skipToken } from '@reduxjs/toolkit/query';
import { Fragment, useEffect, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';

import { addressOf, KINDS, numberOf, type Ci, type Field, type KindPath, type ReportableCi } from '@/shared/api/model';
import { isAgent, may, useMe } from '@/shared/api/profile';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import {
  useFindReportableCisQuery,
  useLazyCiQuery,
  useReportFormQuery,
  useReportTicketMutation,
} from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Templates } from '@/shared/kept/Templates';
import { filled, initialOf, isAsked, missing, shown, type FieldValues } from '@/shared/lib/form';
import { sentBy } from '@/shared/lib/keys';
import { useAttachAll } from '@/shared/lib/useAttachAll';
import { takesFiles } from '@/shared/lib/takesFiles';
import { useDraft } from '@/shared/lib/useDraft';
import { useLater } from '@/shared/lib/useLater';
import { useSuggestionsQuery } from '@/shared/similar/similarApi';
import { ConfidentialField } from '@/shared/ui/ConfidentialField';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FileButton, FileChips } from '@/shared/ui/FileChooser';
import { Remark } from '@/shared/ui/FormView';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PageSkeleton } from '@/shared/ui/Skeletons';
import { usePersonalDataCheck } from '@/shared/ui/usePersonalDataCheck';
import { useUnsaved } from '@/shared/ui/useUnsaved';

import { Alike } from './Alike';
import { isWide, ReportField } from './ReportField';
import { MajorIncidents } from './ServiceStatus';
import { texts } from './texts';

/** An address holds so much of a text. */
const LONGEST_ASKED = 500;
/** So long somebody does not type before it is asked. */
const PAUSE = 350;

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
  const [typedTitle, setTitle] = useDraft('new.title');
  const [typedDescription, setDescription] = useDraft('new.description');
  // what somebody emptied does not begin again as the form has it
  const [emptied, setEmptied] = useState<readonly string[]>([]);
  const begun: FieldValues = params.get('category_id') ? { category_id: params.get('category_id') } : {};
  const [values, setValues] = useState(begun);
  const [ci, setCi] = useState<Ci | ReportableCi | null>(null);
  const [confidentiality, setConfidentiality] = useState('internal');
  const [files, setFiles] = useState<File[]>([]);
  const [over, setOver] = useState(false);
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const { currentData: form, error: unread, refetch } = useReportFormQuery({ kind, language });
  const fields = useForReporter(kind, form, values.reporter_id);
  const initial = initialOf(fields ?? []);
  const reason = kind === 'changes' ? 'reason' : 'description';
  const title = begunText('title', typedTitle);
  const description = begunText(reason, typedDescription);
  const [report] = useReportTicketMutation();
  const [attachAll] = useAttachAll();
  const [warning, check] = usePersonalDataCheck();
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

  const whole: FieldValues = {
    ...initial,
    ...values,
    title: title.trim(),
    [reason]: description.trim(),
    ci_ids: ci ? [ci.id] : [],
  };
  const said = {
    ...filled(fields ?? [], whole),
    ...(confidentiality === 'confidential' && { confidentiality }),
  };

  // the texts are kept, the rest is not
  const [guard, letGo] = useUnsaved(
    files.length > 0 ||
      confidentiality === 'confidential' ||
      JSON.stringify(values) !== JSON.stringify(begun) ||
      (ci?.id ?? null) !== concerned,
    '/new',
  );

  function begunText(key: string, typedText: string) {
    const first = initial[key];
    return typedText === '' && typeof first === 'string' && !emptied.includes(key) ? first : typedText;
  }

  /** What stands in a field as it is typed. */
  function valueOf(key: string) {
    return key === 'title' ? title : key === reason ? description : whole[key];
  }

  function change(key: string, value: unknown) {
    if (key === 'title' || key === reason) {
      (key === 'title' ? setTitle : setDescription)(String(value));
      setEmptied((before) => [...before.filter((one) => one !== key), ...(value === '' ? [key] : [])]);
    } else if (key === 'reporter_id') {
      // whose devices are offered changes with the reporter
      const devices = fields?.filter((field) => field.options_from === 'my_devices').map((field) => field.key) ?? [];
      setValues((before) => ({
        ...Object.fromEntries(Object.entries(before).filter(([one]) => !devices.includes(one))),
        [key]: value,
      }));
    } else {
      setValues((before) => ({ ...before, [key]: value }));
    }
  }

  /** What the template says stands in the form, what it leaves open stays as it was entered. */
  function take(template: Record<string, unknown>) {
    Object.entries(shown(fields ?? [], template)).forEach(([key, value]) => change(key, value));
    if (typeof template.confidentiality === 'string') {
      setConfidentiality(template.confidentiality);
    }
    const item = Array.isArray(template.ci_ids) ? (template.ci_ids[0] as unknown) : undefined;
    if (typeof item === 'string' && may(me, 'cmdb:read')) {
      readCi(item)
        .unwrap()
        .then(setCi)
        .catch(() => setCi(null));
    }
  }

  async function send() {
    const empty = missing(fields ?? [], whole);
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
      const ticket = await report({ kind, fields: said }).unwrap();
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
  const ofTemplates = Object.fromEntries(Object.entries(said).filter(([key]) => key !== 'reporter_id'));
  const asked = fields?.filter((field) => isAsked(field, whole));
  const first = asked?.find(({ type }) => type === 'textfield')?.key;
  return (
    <Box {...takesFiles(add, setOver)}>
      {guard}
      {warning}
      <PageHeader title={heading} actions={<Templates kind={kind} said={ofTemplates} onTake={take} />} />
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
          <ErrorAlert error={unread} onRetry={() => void refetch()} />
          <ErrorAlert error={problem} fields={['confidentiality', ...(fields?.map(({ key }) => key) ?? [])]} />
          {asked ? (
            <Box
              sx={{
                display: 'grid',
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
                gap: 2,
              }}
            >
              {asked.map((field) => (
                <Fragment key={field.key}>
                  {field.remark && (
                    <Box sx={{ gridColumn: '1 / -1' }}>
                      <Remark of={field} />
                    </Box>
                  )}
                  <Box sx={{ display: 'grid', minWidth: 0, ...(isWide(field) && { gridColumn: '1 / -1' }) }}>
                    <ReportField
                      field={field}
                      value={valueOf(field.key)}
                      onChange={(value) => change(field.key, value)}
                      refusal={atField(problem, field.key)}
                      lacks={lacking.includes(field.key) && missing([field], whole).length > 0}
                      autoFocus={field.key === first}
                      ci={ci}
                      onCi={setCi}
                      suggested={suggestions?.fields.find(({ field: one }) => one === field.key)}
                    />
                  </Box>
                </Fragment>
              ))}
            </Box>
          ) : (
            !unread && <PageSkeleton />
          )}
          {fields && (
            <ConfidentialField
              value={confidentiality}
              onChange={setConfidentiality}
              error={atField(problem, 'confidentiality')}
            />
          )}
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
            <FileChips files={files} onChange={setFiles} />
          </Box>
          <Box>
            <Button
              type="submit"
              variant="contained"
              size="medium"
              disabled={busy || !fields}
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

/** The form with the devices of the one for whom it is reported, where the reader may see them. */
function useForReporter(kind: KindPath, form: Field[] | undefined, reporter: unknown): Field[] | undefined {
  const { language } = useLanguage();
  const me = useMe();
  const asked =
    typeof reporter === 'string' &&
    reporter !== '' &&
    reporter !== me.id &&
    may(me, 'cmdb:read') &&
    form !== undefined &&
    form.some((field) => field.options_from === 'my_devices');
  const { currentData } = useReportFormQuery(asked ? { kind, language, reporter } : skipToken);
  return asked
    ? (currentData ?? form.map((field) => (field.options_from === 'my_devices' ? { ...field, options: [] } : field)))
    : form;
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import { addressOf, numberOf, type Ci, type ReportableCi, type RequestType, type User } from '@/shared/api/model';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import { useRequestTypesQuery } from '@/shared/api/requestsApi';
import { useAttachMutation, useReportTicketMutation } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { Templates } from '@/shared/kept/Templates';
import { sentBy } from '@/shared/lib/keys';
import { CiPicker, ReportableCiPicker } from '@/shared/ui/CiPicker';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FileButton, FileChips } from '@/shared/ui/FileChooser';
import { FormView } from '@/shared/ui/FormView';
import { useNotice } from '@/shared/ui/Notice';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PageSkeleton } from '@/shared/ui/Skeletons';
import { UserPicker } from '@/shared/ui/UserPicker';
import { filled, initialOf, missing, shown, type FieldValues } from '@/shared/lib/form';

import { texts } from './texts';

/** Asking for one thing of the catalogue. */
export function RequestPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const wanted = useParams().type;
  const { data: types, error, refetch } = useRequestTypesQuery(language);
  const type = types?.find((one) => one.type === wanted);
  if (type) {
    return <OneRequest key={type.type} type={type} />;
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

/** The fields that no form of a model has, since all requests have them. */
const OWN = ['title', 'reporter_id', 'ci_ids'];

function OneRequest({ type }: { type: RequestType }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const say = useNotice();
  const [values, setValues] = useState<FieldValues>(() => initialOf(type.fields));
  const [title, setTitle] = useState('');
  const [requester, setRequester] = useState<User | null>(null);
  const [item, setItem] = useState<Ci | ReportableCi | null>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const [report] = useReportTicketMutation();
  const [attach] = useAttachMutation();
  const name = labelIn(type.label, language);
  const asks = (key: string) => type.fields.some((field) => field.key === key);

  const said = { ...(title.trim() && { title: title.trim() }), ...filled(type.fields, values), type: type.type };

  /** What the template says stands in the form, what it leaves open stays as it was entered. */
  function take(fields: Record<string, unknown>) {
    if (typeof fields.title === 'string' && !asks('title')) {
      setTitle(fields.title);
    }
    setValues((before) => ({ ...before, ...shown(type.fields, fields) }));
  }

  async function send() {
    const empty = missing(type.fields, values);
    setLacking(empty);
    if (empty.length > 0 || busy) {
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const ticket = await report({
        kind: 'requests',
        fields: {
          ...(requester && { reporter_id: requester.id }),
          ...(item && { ci_ids: [item.id] }),
          ...said,
        },
      }).unwrap();
      const number = numberOf(ticket);
      for (const file of files) {
        await attach({ kind: 'requests', id: number, file })
          .unwrap()
          .catch(() => say(t.attachFailed(file.name)));
      }
      say(t.sent(number));
      void navigate(addressOf(number));
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Box sx={{ maxWidth: 728 }}>
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
        <ErrorAlert error={problem} fields={[...OWN, ...type.fields.map(({ key }) => key)]} />
        {may(me, 'request:report_for_others') && (
          <UserPicker
            label={t.requester}
            value={requester}
            onChange={setRequester}
            error={atField(problem, 'reporter_id')}
          />
        )}
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
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <FileButton outlined label={t.attach} onChoose={(more) => setFiles((before) => [...before, ...more])} />
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
            {t.send}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

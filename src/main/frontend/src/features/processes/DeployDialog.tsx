import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';

import { atField, isProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import { useProposeMutation } from '@/shared/change/proposalApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FileButton, FileChips } from '@/shared/ui/FileChooser';
import { FormDialog } from '@/shared/ui/FormDialog';
import { useNotice } from '@/shared/ui/Notice';

import { CaseRuns } from './CaseRuns';
import { CheckResult } from './CheckResult';
import { useCheckMutation, useReleaseMutation, type Base } from './modelsApi';
import { texts } from './texts';
import { TryFiles } from './TryFiles';

interface Props {
  file?: File;
  /** what the file was made from */
  base?: Base;
  onClose: (deployed: boolean) => void;
}

/** Files are checked as soon as they are chosen, and deployed together where nothing stands in the way. */
export function DeployDialog({ file, base, onClose }: Props) {
  const t = useTexts(texts);
  const say = useNotice();
  const me = useMe();
  const [files, setFiles] = useState<File[]>(file ? [file] : []);
  const [comment, setComment] = useState('');
  const [follow, setFollow] = useState(false);
  const [rehearsal, setRehearsal] = useState<string>();
  const [check, { data: checked, error: unchecked, isLoading: checking, reset }] = useCheckMutation();
  const [release, { error: unreleased }] = useReleaseMutation();
  const [propose, { error: unproposed }] = useProposeMutation();
  const navigate = useNavigate();
  useEffect(() => {
    if (file) {
      void check([file]);
    }
  }, [file, check]);
  function choose(chosen: File[]) {
    setFiles(chosen);
    setRehearsal(undefined);
    reset();
    if (chosen.length > 0) {
      void check(chosen);
    }
  }
  const refused = unreleased ?? unproposed;
  const problem = isProblem(refused) ? refused : undefined;
  const said = { files, comment: comment.trim(), ...(base && { base }) };
  const deploy = () =>
    release(said)
      .unwrap()
      .then(() => say(t.deployedNow));
  const asChange = () =>
    propose({ ...said, ...(rehearsal && { rehearsal_id: rehearsal }), ...(follow && { migration: {} }) })
      .unwrap()
      .then(({ change_number }) => navigate(`/tickets/${change_number}`));
  return (
    <FormDialog
      title={t.check}
      sendLabel={checked?.needs_approval ? t.propose : t.deploy}
      send={() =>
        (checked?.needs_approval ? asChange() : deploy()).then(
          () => onClose(true),
          () => undefined,
        )
      }
      disabled={!checked?.deployable || said.comment === ''}
      isUnsaved={said.comment !== ''}
      width="md"
      onClose={() => onClose(false)}
    >
      <span>{t.checkHint}</span>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <FileButton
          label={t.choose}
          outlined
          onChoose={(chosen) =>
            choose([...files.filter(({ name }) => !chosen.some((one) => one.name === name)), ...chosen])
          }
        />
        <FileChips files={files} onChange={choose} />
        {files.length > 0 && !checked && (
          <Button onClick={() => void check(files)} disabled={checking}>
            {checking ? t.checking : t.checkAgain}
          </Button>
        )}
      </Box>
      <ErrorAlert error={isProblem(unchecked) ? unchecked : undefined} />
      {checked && <CheckResult checked={checked} />}
      {checked?.deployable && (
        <Box
          // what is tried is no part of what is sent
          onKeyDown={(event) => {
            if (
              event.key === 'Enter' &&
              event.target instanceof HTMLInputElement &&
              event.currentTarget.contains(event.target)
            ) {
              event.preventDefault();
            }
          }}
        >
          <CaseRuns files={files} />
          <TryFiles files={files} onRehearsed={setRehearsal} />
        </Box>
      )}
      {checked?.deployable && checked.needs_approval && (
        <>
          <Alert severity="info">{t.needsApproval}</Alert>
          {may(me, 'model:migrate') && files.some(({ name }) => name.endsWith('.bpmn')) && (
            <FormControlLabel
              label={t.ticketsFollow}
              control={<Checkbox size="small" checked={follow} onChange={(event) => setFollow(event.target.checked)} />}
            />
          )}
        </>
      )}
      {checked?.deployable && (
        <TextField
          label={t.comment}
          required
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          multiline
          error={atField(problem, 'comment') !== undefined}
          helperText={atField(problem, 'comment')}
        />
      )}
      <ErrorAlert error={problem} fields={['comment']} />
    </FormDialog>
  );
}

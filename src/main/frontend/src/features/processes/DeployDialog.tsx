import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';

import { atField, isProblem } from '@/shared/api/problem';
import { may, useMe } from '@/shared/api/profile';
import { useProposeMutation } from '@/shared/change/proposalApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNarrow } from '@/shared/lib/useNarrow';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { FileButton, FileChips } from '@/shared/ui/FileChooser';
import { useNotice } from '@/shared/ui/Notice';

import { CheckResult } from './CheckResult';
import { useCheckMutation, useReleaseMutation } from './modelsApi';
import { texts } from './texts';
import { TryFiles } from './TryFiles';

/** Files are checked as soon as they are chosen, and deployed together where nothing stands in the way. */
export function DeployDialog({ file, onClose }: { file?: File; onClose: (deployed: boolean) => void }) {
  const t = useTexts(texts);
  const say = useNotice();
  const me = useMe();
  const narrow = useNarrow();
  const [files, setFiles] = useState<File[]>(file ? [file] : []);
  const [comment, setComment] = useState('');
  const [follow, setFollow] = useState(false);
  const [rehearsal, setRehearsal] = useState<string>();
  const [check, { data: checked, error: unchecked, isLoading: checking, reset }] = useCheckMutation();
  const [release, { error: unreleased, isLoading: releasing }] = useReleaseMutation();
  const [propose, { error: unproposed, isLoading: proposing }] = useProposeMutation();
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
  const said = { files, comment: comment.trim() };
  const deploy = () =>
    release(said)
      .unwrap()
      .then(() => say(t.deployedNow));
  const asChange = () =>
    propose({ ...said, ...(rehearsal && { rehearsal_id: rehearsal }), ...(follow && { migration: {} }) })
      .unwrap()
      .then(({ change_number }) => navigate(`/tickets/${change_number}`));
  return (
    <Dialog
      open
      onClose={(_, why) => why === 'escapeKeyDown' && onClose(false)}
      fullScreen={narrow}
      fullWidth
      maxWidth="md"
      aria-labelledby="deploy-title"
    >
      <DialogTitle id="deploy-title" sx={{ fontSize: '1rem', fontWeight: 600 }}>
        {t.check}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
        <span>{t.checkHint}</span>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <FileButton
            label={t.choose}
            outlined
            onChoose={(chosen) =>
              choose([...files.filter(({ name }) => !chosen.some((one) => one.name === name)), ...chosen])
            }
          />
          <FileChips files={files} removeLabel={t.leaveOut} onChange={choose} />
          {files.length > 0 && !checked && (
            <Button onClick={() => void check(files)} disabled={checking}>
              {checking ? t.checking : t.checkAgain}
            </Button>
          )}
        </Box>
        <ErrorAlert error={isProblem(unchecked) ? unchecked : undefined} />
        {checked && <CheckResult checked={checked} />}
        {checked?.deployable && <TryFiles files={files} onRehearsed={setRehearsal} />}
        {checked?.deployable && checked.needs_approval && (
          <>
            <Alert severity="info">{t.needsApproval}</Alert>
            {may(me, 'model:migrate') && files.some(({ name }) => name.endsWith('.bpmn')) && (
              <FormControlLabel
                label={t.ticketsFollow}
                control={
                  <Checkbox size="small" checked={follow} onChange={(event) => setFollow(event.target.checked)} />
                }
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
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="inherit" onClick={() => onClose(false)}>
          {t.cancel}
        </Button>
        <Button
          variant="contained"
          disabled={!checked?.deployable || said.comment === '' || releasing || proposing}
          onClick={() =>
            void (checked?.needs_approval ? asChange() : deploy()).then(
              () => onClose(true),
              () => undefined,
            )
          }
        >
          {checked?.needs_approval ? t.propose : t.deploy}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

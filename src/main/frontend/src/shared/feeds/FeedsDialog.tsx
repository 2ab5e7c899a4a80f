import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';

import { atField, isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import { useAddFeedMutation, useFeedsQuery, useRemoveFeedMutation } from './feedsApi';
import { texts } from './texts';

interface Props {
  /** of what they are, as the API has it */
  of: string;
  title: string;
  hint: string;
  onClose: () => void;
}

/** Addresses under which a program reads something without signing in. */
export function FeedsDialog({ of, title, hint, onClose }: Props) {
  const t = useTexts(texts);
  const say = useNotice();
  const { data: feeds = [] } = useFeedsQuery(of);
  const [add, { data: made, error, isLoading }] = useAddFeedMutation();
  const [remove, { error: refused }] = useRemoveFeedMutation();
  const [name, setName] = useState('');
  const problem = isProblem(error) ? error : undefined;
  const url = made?.url;
  return (
    <ViewDialog title={title} onClose={onClose} isUnsaved={name.trim() !== ''}>
      <span>{hint}</span>
      {url && (
        <Alert
          severity="success"
          action={
            <Button color="inherit" onClick={() => void navigator.clipboard.writeText(url).then(() => say(t.copied))}>
              {t.copy}
            </Button>
          }
        >
          {t.feedOnce}
          <Box component="code" sx={{ display: 'block', overflowWrap: 'anywhere', fontSize: '0.8125rem' }}>
            {url}
          </Box>
        </Alert>
      )}
      <ErrorAlert error={isProblem(refused) ? refused : undefined} />
      {feeds.length === 0 && !url && <Box sx={{ color: 'text.secondary' }}>{t.feedNone}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {feeds.map((feed) => (
          <Box component="li" key={feed.id} sx={{ display: 'flex', alignItems: 'center' }}>
            <Box component="span" sx={{ flex: 1 }}>
              {feed.name}
            </Box>
            <IconButton size="small" aria-label={t.remove(feed.name)} onClick={() => void remove({ of, id: feed.id })}>
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </Box>
        ))}
      </Box>
      <Box
        component="form"
        sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}
        onSubmit={(event) => {
          event.preventDefault();
          add({ of, name })
            .unwrap()
            .then(
              () => setName(''),
              () => undefined,
            );
        }}
      >
        <TextField
          label={t.feedName}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={atField(problem, 'name') !== undefined}
          helperText={atField(problem, 'name')}
        />
        <Button
          type="submit"
          variant="outlined"
          disabled={!name.trim() || isLoading}
          sx={{ flex: 'none', minHeight: 40 }}
        >
          {t.feedAdd}
        </Button>
      </Box>
      <ErrorAlert error={problem} fields={['name']} />
    </ViewDialog>
  );
}

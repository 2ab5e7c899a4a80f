import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import type { KindPath } from '../api/model';
import { useTexts } from '../i18n/LanguageProvider';

import { KnownErrorList, Proposals } from './SimilarLists';
import { useSimilarQuery } from './similarApi';
import { texts } from './texts';

interface Props {
  kind: KindPath;
  id: string;
  /** takes over what was done, and under which code it went */
  onUse: (resolution: string, code?: string | null) => void;
}

/** What helped in similar tickets and with known errors, for the form that ends a ticket; nothing where nothing is known. */
export function Remedies({ kind, id, onUse }: Props) {
  const t = useTexts(texts);
  const { data: { known_errors: errors = [], proposals = [] } = {} } = useSimilarQuery({ kind, id });
  if (errors.length + proposals.length === 0) {
    return null;
  }
  return (
    <Box component="section" sx={{ maxHeight: 280, overflow: 'auto', borderTop: 1, borderColor: 'divider', pt: 1 }}>
      {errors.length > 0 && <Typography variant="h3">{t.known}</Typography>}
      <KnownErrorList errors={errors} onUse={({ workaround }) => onUse(workaround ?? '', 'workaround')} />
      <Proposals
        proposals={proposals}
        onUse={({ resolution, resolution_code }) => onUse(resolution, resolution_code)}
      />
    </Box>
  );
}

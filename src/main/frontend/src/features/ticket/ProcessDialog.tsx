import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';

import type { KindPath } from '@/shared/api/model';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { ProcessPicture } from '@/shared/ui/ProcessPicture';
import { PageSkeleton } from '@/shared/ui/Skeletons';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import { texts } from './texts';
import { useDiagramQuery, useProcessQuery, type ProcessView } from './ticketApi';

interface Props {
  kind: KindPath;
  number: string;
  onClose: () => void;
}

/** The picture of the process: what was done, where it stands, and what waits. */
export function ProcessDialog({ kind, number, onClose }: Props) {
  const t = useTexts(texts);
  const { data: processes, error } = useProcessQuery({ kind, id: number });
  const [chosen, setChosen] = useState<string>();
  const running = processes?.filter(({ ended_at }) => !ended_at);
  const deepest = (running?.length ? running : processes)?.at(-1);
  const shown = processes?.find(({ id }) => id === chosen) ?? deepest;
  return (
    <ViewDialog title={`${t.process} · ${number}`} width="xl" onClose={onClose}>
      <ErrorAlert error={error} />
      {processes && processes.length > 1 && (
        <ToggleButtonGroup
          exclusive
          size="small"
          value={shown?.id ?? ''}
          aria-label={t.process}
          onChange={(_, wanted: string | null) => wanted && setChosen(wanted)}
          sx={{ flexWrap: 'wrap', '& button': { textTransform: 'none', py: 0.25 } }}
        >
          {processes.map((process) => (
            <ToggleButton key={process.id} value={process.id}>
              {process.name ?? process.key}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {shown ? <Picture kind={kind} number={number} process={shown} /> : !error && <PageSkeleton />}
    </ViewDialog>
  );
}

function Picture({ kind, number, process }: { kind: KindPath; number: string; process: ProcessView }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: xml, error } = useDiagramQuery({ kind, id: number, instance: process.id, language });
  return (
    <>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {process.tasks.map((task) => (
          <li key={task.element}>{t.processTask(task.name?.split(' · ').at(-1) ?? '')}</li>
        ))}
        {process.timers.map((timer) => (
          <li key={`${timer.element} ${timer.due}`}>
            {t.processTimer(timer.due ? formatDateTime(timer.due, language) : '')}
          </li>
        ))}
      </Box>
      <ErrorAlert error={error} />
      {xml ? (
        <ProcessPicture
          xml={xml}
          label={t.process}
          here={process.waits_at}
          done={process.steps.filter(({ ended_at }) => ended_at).map(({ element }) => element ?? '')}
        />
      ) : (
        !error && <Typography variant="body2">{t.loadingDiagram}</Typography>
      )}
    </>
  );
}

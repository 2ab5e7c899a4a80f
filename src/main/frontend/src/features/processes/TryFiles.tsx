import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { useRehearseMutation } from './modelsApi';
import { RehearsalReport } from './RehearsalReport';
import { texts } from './texts';
import { Trial } from './Trial';
import { processesOf } from './modelXml';

interface Tried {
  process: string;
  xml: string;
}

/** Files that could be deployed, on past tickets and on one that is never there. */
export function TryFiles({ files, onRehearsed }: { files: readonly File[]; onRehearsed: (id: string) => void }) {
  const t = useTexts(texts);
  const [processes, setProcesses] = useState<Tried[]>([]);
  const [tried, setTried] = useState<Tried>();
  const [rehearse, { data: begun, error: refused, isLoading }] = useRehearseMutation();
  useEffect(() => {
    let left = false;
    setTried(undefined);
    void Promise.all(files.filter(({ name }) => name.endsWith('.bpmn')).map((file) => file.text())).then((all) => {
      if (!left) {
        setProcesses(all.flatMap((xml) => processesOf(xml).map((process) => ({ process, xml }))));
      }
    });
    return () => {
      left = true;
    };
  }, [files]);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" disabled={isLoading} onClick={() => void rehearse({ files })}>
          {t.rehearse}
        </Button>
        {processes.length > 0 && (
          <Button variant="outlined" disabled={isLoading} onClick={() => void rehearse({ files, replay: true })}>
            {t.replay}
          </Button>
        )}
        {processes.map((one) => (
          <Button key={one.process} variant="outlined" onClick={() => setTried(one)}>
            {t.tryIt(processes.length > 1 ? one.process : '')}
          </Button>
        ))}
      </Box>
      <ErrorAlert error={isProblem(refused) ? refused : undefined} />
      {begun && <RehearsalReport key={begun.id} id={begun.id} onDone={onRehearsed} />}
      {tried && <Trial key={tried.process} {...tried} files={files} />}
    </Box>
  );
}

import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import { useImportCisMutation } from './cmdbApi';
import { texts } from './texts';

/** Checks a file first; only what was checked can be taken in. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts);
  const [file, setFile] = useState<File>();
  const [send, { data: report, error, isLoading, reset }] = useImportCisMutation();
  const chooser = useRef<HTMLInputElement>(null);
  const checked = report?.dry_run === true;
  const done = report?.dry_run === false;
  const count = (figure: number | undefined) => String(figure ?? 0);
  return (
    <ViewDialog
      title={t.importTitle}
      onClose={onClose}
      isUnsaved={file !== undefined && !done}
      actions={
        !done && (
          <Button
            variant="contained"
            disabled={!file || isLoading}
            onClick={() => file && void send({ file, dryRun: !checked })}
          >
            {checked ? t.run : t.check}
          </Button>
        )
      }
    >
      <span>{t.importHint}</span>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <Button variant="outlined" onClick={() => chooser.current?.click()}>
          {t.choose}
        </Button>
        <span>{file?.name}</span>
        <input
          ref={chooser}
          type="file"
          accept=".csv,text/csv"
          hidden
          aria-label={t.choose}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            // the same file again, once it is mended
            event.target.value = '';
            reset();
            setFile(chosen);
          }}
        />
      </Box>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {report && (
        <Alert severity={done ? 'success' : 'info'}>
          {(done ? t.was : t.wouldBe)(count(report.created), count(report.updated), count(report.unchanged))}
        </Alert>
      )}
    </ViewDialog>
  );
}

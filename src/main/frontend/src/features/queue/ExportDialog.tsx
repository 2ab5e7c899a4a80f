import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Download, Trash2, X } from 'lucide-react';
import { useState } from 'react';

import type { KindPath } from '@/shared/api/model';
import { isProblem } from '@/shared/api/problem';
import { formatCount, formatShort, formatSize } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import {
  hasEnded,
  useAskForExportMutation,
  useExports,
  useRemoveExportMutation,
  type Export,
  type ExportFormat,
} from './queueApi';
import { directly, filterOf } from './exporting';
import { texts } from './texts';

const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'pdf'];

interface Props {
  kind: KindPath;
  /** what the list is asked for, as the API has it */
  asked: Readonly<Record<string, string>>;
  total: number;
  /** whether there are more than that */
  more?: boolean;
  onClose: () => void;
}

/** The list as a file: a short one at once, a long one made aside. */
export function ExportDialog({ kind, asked, total, more, onClose }: Props) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const exports = useExports();
  const [ask, { error, isLoading }] = useAskForExportMutation();
  const filter = filterOf(asked);
  const now = directly(format, total, more);
  return (
    <ViewDialog title={t.exportList} onClose={onClose}>
      <span>{t.exportOf(formatCount(total, more))}</span>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <TextField
          select
          label={t.format}
          value={format}
          onChange={(event) => setFormat(event.target.value as ExportFormat)}
          sx={{ width: 220 }}
        >
          {FORMATS.map((one) => (
            <MenuItem key={one} value={one}>
              {t.formats[one]}
            </MenuItem>
          ))}
        </TextField>
        {now ? (
          <Button
            component="a"
            variant="contained"
            download
            href={`/api/v1/${kind}/export?${filter}&format=${format}&language=${language}`}
          >
            {t.exportNow}
          </Button>
        ) : (
          <Button
            variant="contained"
            disabled={isLoading}
            onClick={() => void ask({ kind, format, filter, sort: asked.sort, language })}
          >
            {t.exportBegin}
          </Button>
        )}
      </Box>
      {!now && <Box sx={{ color: 'text.secondary' }}>{t.exportLarge}</Box>}
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {exports.length > 0 && (
        <div>
          <Typography variant="h3" sx={{ fontSize: '0.875rem', fontWeight: 600 }}>
            {t.exports}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {exports.map((one) => (
              <Made key={one.id} one={one} />
            ))}
          </Box>
        </div>
      )}
    </ViewDialog>
  );
}

/** One that was asked for, and how far it is. */
function Made({ one }: { one: Export }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [remove, { isLoading, error }] = useRemoveExportMutation();
  const ended = hasEnded(one);
  const all = one.rows ?? 0;
  return (
    <Box component="li" sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box>
            {t[one.kind as KindPath] ?? one.kind} · {one.format.toUpperCase()} · {t.exportStates[one.state]}
          </Box>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            {formatShort(one.created_at, language)}
            {one.state === 'running' && ` · ${t.exportRows(formatCount(one.rows_done), formatCount(all))}`}
            {one.state === 'done' && ` · ${t.exportMade(formatCount(one.rows_done))}`}
            {one.file_size !== null && ` · ${formatSize(one.file_size)}`}
          </Box>
          {one.message && <Box sx={{ color: 'error.main', fontSize: '0.8125rem' }}>{one.message}</Box>}
        </Box>
        {one.state === 'done' && (
          <IconButton component="a" href={`/api/v1/exports/${one.id}/file`} download aria-label={t.download}>
            <Download size={18} aria-hidden />
          </IconButton>
        )}
        <IconButton
          aria-label={ended ? t.removeExport : t.cancelExport}
          disabled={isLoading}
          onClick={() => void remove(one.id)}
        >
          {ended ? <Trash2 size={18} aria-hidden /> : <X size={18} aria-hidden />}
        </IconButton>
      </Box>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      {!ended && (
        <LinearProgress
          aria-label={t.exportStates[one.state]}
          variant={all > 0 ? 'determinate' : 'indeterminate'}
          value={all > 0 ? (100 * one.rows_done) / all : undefined}
          sx={{ mt: 0.5 }}
        />
      )}
    </Box>
  );
}

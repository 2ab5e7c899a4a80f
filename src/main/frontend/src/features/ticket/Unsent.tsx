import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { CloudOff } from 'lucide-react';

import { dropUnsent, keepUnsent, useUnsentNotes } from '@/shared/api/outbox';
import { useMe } from '@/shared/api/profile';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';

/** Notes that were written without a line: sent by themselves once there is one, or shown with why they can't be. */
export function Unsent({ number }: { number: string }) {
  const t = useTexts(texts).unsent;
  const { language } = useLanguage();
  const me = useMe();
  const notes = useUnsentNotes(me.id, number);
  return notes.map((note) => (
    <Box
      key={note.id}
      role="status"
      sx={{ border: '1px dashed', borderColor: note.refusal ? 'error.main' : 'divider', borderRadius: 1, p: 1.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap', fontSize: '0.8125rem' }}>
        <CloudOff size={15} aria-hidden />
        <Box component="span" sx={{ flex: 1, color: note.refusal ? 'error.main' : 'text.secondary' }}>
          {note.refusal ? t.refused(note.refusal) : t.waits(formatDateTime(note.writtenAt, language))}
        </Box>
        {note.refusal && <Button onClick={() => keepUnsent({ ...note, refusal: undefined })}>{t.again}</Button>}
        <Button color="inherit" onClick={() => dropUnsent(note.id)}>
          {t.discard}
        </Button>
      </Box>
      <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', mt: 0.5 }}>{note.content}</Box>
    </Box>
  ));
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { X } from 'lucide-react';
import { useState, type ClipboardEvent } from 'react';

import type { KindPath } from '@/shared/api/model';
import { isProblem } from '@/shared/api/problem';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { personName } from '@/shared/ui/Person';
import { texts as uiTexts } from '@/shared/ui/texts';
import { useUndo } from '@/shared/ui/useUndo';

import { Section } from './SidePanel';
import { texts } from './texts';
import {
  useAddChecklistLineMutation,
  useChangeChecklistLineMutation,
  useChecklistQuery,
  useRemoveChecklistLineMutation,
  type ChecklistLine,
} from './ticketApi';

/** What is to be ticked off on the ticket; lines that are pasted together become a line each. */
export function Checklist({ kind, number, canEdit }: { kind: KindPath; number: string; canEdit: boolean }) {
  const t = useTexts(texts).checklist;
  const { deleted } = useTexts(uiTexts);
  const offer = useUndo();
  const { language } = useLanguage();
  const { data: lines = [] } = useChecklistQuery({ kind, id: number });
  const [add, adding] = useAddChecklistLineMutation();
  const [change, changing] = useChangeChecklistLineMutation();
  const [remove, removing] = useRemoveChecklistLineMutation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const error = [adding, changing, removing].map((one) => one.error).find(isProblem);
  if (!canEdit && lines.length === 0) {
    return null;
  }

  async function write(said: string) {
    for (const line of said.split(/\r?\n/).filter((one) => one.trim())) {
      await add({ kind, id: number, text: line.trim() }).unwrap();
    }
  }

  async function takeAway({ id: line, text, is_done }: ChecklistLine) {
    try {
      await remove({ kind, id: number, line }).unwrap();
    } catch {
      return;
    }
    const putBack = async () => {
      const { id, version } = await add({ kind, id: number, text }).unwrap();
      if (is_done) {
        await change({ kind, id: number, line: id, version, is_done }).unwrap();
      }
    };
    offer(deleted(text), putBack);
  }

  function paste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text');
    if (/\n/.test(pasted.trim())) {
      event.preventDefault();
      void write(pasted).catch(() => undefined);
    }
  }

  const done = lines.filter(({ is_done }) => is_done).length;
  return (
    <Section
      title={lines.length > 0 ? t.progress(done, lines.length) : t.title}
      action={
        canEdit &&
        !open && (
          <Button onClick={() => setOpen(true)} sx={{ minHeight: 26, py: 0 }}>
            {t.add}
          </Button>
        )
      }
    >
      <ErrorAlert error={error} />
      <Box component="ul" aria-label={t.title} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {lines.map((line) => (
          <Box component="li" key={line.id} sx={{ display: 'flex', alignItems: 'center', minHeight: 32 }}>
            <FormControlLabel
              sx={{ flex: 1, minWidth: 0, mr: 0, overflowWrap: 'anywhere' }}
              control={
                <Checkbox
                  size="small"
                  checked={line.is_done}
                  disabled={!canEdit}
                  onChange={({ target: { checked } }) =>
                    void change({ kind, id: number, line: line.id, version: line.version, is_done: checked })
                  }
                />
              }
              label={
                <>
                  {line.text}
                  {line.done_at && (
                    <Box component="span" sx={{ ml: 1, fontSize: '0.75rem', color: 'text.secondary' }}>
                      {[line.done_by && personName(line.done_by, language), formatDateTime(line.done_at, language)]
                        .filter(Boolean)
                        .join(' · ')}
                    </Box>
                  )}
                </>
              }
              slotProps={{ typography: { sx: { fontSize: '0.8125rem' } } }}
            />
            {canEdit && (
              <IconButton
                size="small"
                aria-label={t.remove(line.text)}
                onClick={(event) => {
                  focusAfterRow(event);
                  void takeAway(line);
                }}
              >
                <X size={15} aria-hidden />
              </IconButton>
            )}
          </Box>
        ))}
      </Box>
      {open && (
        <Box
          component="form"
          sx={{ display: 'flex', gap: 1, mt: 0.5 }}
          onSubmit={(event) => {
            event.preventDefault();
            void write(text).then(
              () => setText(''),
              () => undefined,
            );
          }}
        >
          <TextField
            autoFocus
            fullWidth
            label={t.line}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPaste={paste}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          <Button type="submit" disabled={!text.trim() || adding.isLoading} sx={{ flexShrink: 0 }}>
            {t.write}
          </Button>
        </Box>
      )}
    </Section>
  );
}

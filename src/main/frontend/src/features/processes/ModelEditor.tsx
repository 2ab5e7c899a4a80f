import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef, useState, type ReactNode } from 'react';

import { may, useMe } from '@/shared/api/profile';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useUnsaved } from '@/shared/ui/useUnsaved';

import { DeployDialog } from './DeployDialog';
import type { Base } from './modelsApi';
import { texts } from './texts';

/** An open editor. */
export interface Editing {
  content: () => Promise<string>;
  destroy: () => void;
}

/** What an editor is told of its model. */
export interface EditorProps {
  /** what it was made from */
  base: Base;
  /** whether something in it is not deployed yet, which its owner keeps */
  changed: boolean;
  onChanged: (changed: boolean) => void;
}

interface Props extends EditorProps {
  /** what the file is called that is checked and deployed */
  name: string;
  type: string;
  /** opens the editor in its place; stays the same as long as the model does */
  open: (container: HTMLElement, onChange: () => void) => Promise<Editing>;
  /** how what was changed can be tried */
  trial?: { label: string; disabled: boolean; onTry: (file: File) => void };
  children?: ReactNode;
}

/** A model in Modeler's own editor. What is changed is checked and deployed from here. */
export function ModelEditor({ name, type, open, trial, children, base, changed, onChanged }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const canvas = useRef<HTMLDivElement>(null);
  const editing = useRef<Editing>(undefined);
  const [guard] = useUnsaved(changed);
  const [failed, setFailed] = useState(false);
  const [opened, setOpened] = useState(0);
  const [file, setFile] = useState<File>();
  useEffect(() => {
    let left = false;
    let mine: Editing | undefined;
    void (async () => {
      try {
        if (canvas.current) {
          mine = await open(canvas.current, () => onChanged(true));
          if (left) {
            mine.destroy();
          } else {
            editing.current = mine;
          }
        }
      } catch {
        setFailed(true);
      }
    })();
    return () => {
      left = true;
      mine?.destroy();
    };
  }, [open, opened, onChanged]);
  async function current() {
    return new File([await editing.current!.content()], name, { type });
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      {guard}
      {failed && <Alert severity="error">{t.editorFailed}</Alert>}
      {changed && may(me, 'model:deploy') && (
        <Alert
          severity="info"
          sx={{ alignItems: 'center', py: 0.25 }}
          action={
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              <Button
                color="inherit"
                onClick={() => {
                  onChanged(false);
                  setOpened((nth) => nth + 1);
                }}
              >
                {t.discard}
              </Button>
              {trial && (
                <Button variant="outlined" disabled={trial.disabled} onClick={() => void current().then(trial.onTry)}>
                  {trial.label}
                </Button>
              )}
              <Button variant="contained" onClick={() => void current().then(setFile)}>
                {t.check}
              </Button>
            </Box>
          }
        >
          {t.unsaved}
        </Alert>
      )}
      {children}
      <Box
        ref={canvas}
        sx={{
          // models are drawn on white, as in Modeler
          colorScheme: 'light',
          bgcolor: '#fff',
          color: '#161616',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          overflow: 'auto',
          minHeight: 200,
          maxHeight: '70vh',
          // the names of the table and its views are this page's
          '& .view-drd, & .decision-table-name': { display: 'none' },
          '& .fjs-editor-container': { height: '70vh', minWidth: 900 },
        }}
      />
      {file && (
        <DeployDialog
          file={file}
          base={base}
          onClose={(deployed) => {
            setFile(undefined);
            if (deployed) {
              onChanged(false);
            }
          }}
        />
      )}
    </Box>
  );
}

import Button from '@mui/material/Button';
import { type ReactNode } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNarrow } from '@/shared/lib/useNarrow';

import { DialogFrame } from './DialogFrame';
import { texts } from './texts';
import { useClosing } from './useClosing';

interface Props {
  title: ReactNode;
  onClose: () => void;
  /** as wide as this, whatever stands in it */
  width?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
  /** whether closing would lose what somebody typed */
  isUnsaved?: boolean;
  /** what can be done with the whole of it, beside closing it */
  actions?: ReactNode;
  children: ReactNode;
}

/**
 * Something over a page that is looked at or changed piece by piece, and has nothing to be sent. The way back closes it,
 * as its button and Esc do.
 */
export function ViewDialog({ title, onClose, width = 'sm', isUnsaved = false, actions, children }: Props) {
  const t = useTexts(texts);
  const narrow = useNarrow();
  const [close, question] = useClosing(isUnsaved, onClose);
  return (
    <>
      <DialogFrame
        title={title}
        onClose={(why) => (why === 'escapeKeyDown' || !isUnsaved) && close()}
        fullScreen={narrow}
        width={width}
        actions={
          <>
            <Button color="inherit" onClick={close}>
              {t.close}
            </Button>
            {actions}
          </>
        }
      >
        {children}
      </DialogFrame>
      {question}
    </>
  );
}

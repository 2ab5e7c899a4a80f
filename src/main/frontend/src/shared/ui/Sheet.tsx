import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { sentBy } from '@/shared/lib/keys';

import { DialogFrame } from './DialogFrame';
import { texts } from './texts';

export interface SheetProps {
  title: ReactNode;
  /** what the button says that sends it */
  sendLabel: string;
  /** who sends it shows what was refused */
  send: () => Promise<unknown>;
  /** whether there is nothing that could be sent yet */
  disabled?: boolean;
  onClose: () => void;
  /** as wide as this, whatever stands in it */
  width?: 'sm' | 'md';
  fullScreen?: boolean;
  /** what else can be done with it */
  actions?: ReactNode;
  children?: ReactNode;
}

/** What lies over the page until it is sent, or left by its button or Esc. */
export function Sheet({
  title,
  sendLabel,
  send,
  disabled = false,
  onClose,
  width,
  fullScreen,
  actions,
  children,
}: SheetProps) {
  const t = useTexts(texts);
  const [busy, setBusy] = useState(false);
  async function sendOnce() {
    if (busy || disabled) {
      return;
    }
    setBusy(true);
    await send().finally(() => setBusy(false));
  }
  return (
    <DialogFrame
      title={title}
      onClose={(why) => why === 'escapeKeyDown' && onClose()}
      fullScreen={fullScreen}
      width={width}
      form={sentBy(sendOnce)}
      actions={
        <>
          <Button color="inherit" onClick={onClose}>
            {t.cancel}
          </Button>
          {actions}
          <Button type="submit" variant="contained" disabled={busy || disabled}>
            {sendLabel}
          </Button>
        </>
      }
    >
      {children}
    </DialogFrame>
  );
}

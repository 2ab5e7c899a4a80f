import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ComponentProps, type ReactNode } from 'react';

interface Props {
  title: ReactNode;
  /** Esc was pressed, or something beside it was clicked */
  onClose: (why: 'backdropClick' | 'escapeKeyDown') => void;
  /** as wide as this, whatever stands in it */
  width?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
  fullScreen?: boolean;
  /** the buttons below */
  actions: ReactNode;
  /** how it is sent, where it can be */
  form?: Pick<ComponentProps<'form'>, 'onSubmit' | 'onKeyDown'>;
  children?: ReactNode;
}

/** How all dialogues look: a title, what they are about, and what can be done. */
export function DialogFrame({ title, onClose, width, fullScreen, actions, form, children }: Props) {
  const id = useId();
  const parts = (
    <>
      <DialogTitle id={id} sx={{ fontSize: '1rem', fontWeight: 600 }}>
        {title}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start', '&&': { pt: 1 } }}>{children}</DialogContent>
      <DialogActions sx={{ px: 3, pb: 2, flexWrap: 'wrap' }}>{actions}</DialogActions>
    </>
  );
  return (
    <Dialog
      open
      onClose={(_, why) => onClose(why)}
      fullScreen={fullScreen}
      fullWidth={width !== undefined}
      maxWidth={width}
      aria-labelledby={id}
    >
      {form ? (
        <form noValidate style={{ display: 'contents' }} {...form}>
          {parts}
        </form>
      ) : (
        parts
      )}
    </Dialog>
  );
}

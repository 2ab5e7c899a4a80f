import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Skeleton from '@mui/material/Skeleton';
import { Download, FileText, X } from 'lucide-react';
import { useState } from 'react';

import type { Attachment, KindPath } from '@/shared/api/model';
import { useMe } from '@/shared/api/profile';
import { useRemoveAttachmentMutation } from '@/shared/api/ticketApi';
import { formatSize } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useConfirm } from '@/shared/ui/useConfirm';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import { texts } from './texts';
import { usePictureQuery } from './ticketApi';

const PICTURES = /^image\/(png|jpeg|gif|webp)$/;

interface Props {
  attachments: readonly Attachment[];
  kind: KindPath;
  number: string;
  /** which of them the reader may remove */
  removes: 'all' | 'own' | 'none';
}

export function Attachments({ attachments, kind, number, removes }: Props) {
  const t = useTexts(texts);
  const me = useMe();
  const [confirm, ask] = useConfirm();
  const [remove] = useRemoveAttachmentMutation();
  const mayRemove = ({ uploaded_by }: Attachment) =>
    removes === 'all' || (removes === 'own' && uploaded_by?.id === me.id);
  if (attachments.length === 0) {
    return null;
  }
  return (
    <Box
      component="ul"
      aria-label={t.attachments}
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 1 }}
    >
      {attachments.map((attachment) => (
        <Box component="li" key={attachment.id} sx={{ position: 'relative', pr: mayRemove(attachment) ? 3.5 : 0 }}>
          {PICTURES.test(attachment.content_type ?? '') ? (
            <Picture attachment={attachment} kind={kind} number={number} />
          ) : (
            <File attachment={attachment} kind={kind} number={number} />
          )}
          {mayRemove(attachment) && (
            <IconButton
              size="small"
              aria-label={t.removeFile(attachment.file_name)}
              title={t.removeFile(attachment.file_name)}
              onClick={() =>
                ask({
                  title: t.removeFile(attachment.file_name),
                  hint: t.removeFileHint,
                  label: t.removeFileNow,
                  perform: () => remove({ kind, id: number, attachment: attachment.id }).unwrap(),
                })
              }
              sx={{ position: 'absolute', top: 0, right: 0, p: 0.5 }}
            >
              <X size={16} aria-hidden />
            </IconButton>
          )}
        </Box>
      ))}
      {confirm}
    </Box>
  );
}

interface OneProps {
  attachment: Attachment;
  kind: KindPath;
  number: string;
}

function File({ attachment, kind, number }: OneProps) {
  const t = useTexts(texts);
  // a sort of file that never says anything surprises nobody
  const reason = t.notSearchableBecause[attachment.text_reason ?? 'format'];
  return (
    <Box
      component="a"
      href={`/api/v1/${kind}/${number}/attachments/${attachment.id}`}
      download={attachment.file_name}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 1,
        height: 40,
        maxWidth: reason ? 360 : 260,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        color: 'text.primary',
        textDecoration: 'none',
        fontSize: '0.8125rem',
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <FileText size={16} aria-hidden />
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {attachment.file_name}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {formatSize(Number(attachment.file_size ?? 0))}
      </Box>
      {reason && (
        <Box component="span" title={reason} sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
          {t.notSearchable}
        </Box>
      )}
    </Box>
  );
}

function Picture({ attachment, kind, number }: OneProps) {
  const [open, setOpen] = useState(false);
  const { data: url } = usePictureQuery({ kind, id: number, attachment: attachment.id });
  return (
    <>
      <ButtonBase
        onClick={() => setOpen(true)}
        title={attachment.file_name}
        sx={{
          display: 'block',
          width: 112,
          height: 80,
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          overflow: 'hidden',
        }}
      >
        {url ? (
          <Box component="img" src={url} alt={attachment.file_name} sx={{ width: 1, height: 1, objectFit: 'cover' }} />
        ) : (
          <Skeleton variant="rectangular" width={112} height={80} />
        )}
      </ButtonBase>
      {open && (
        <ViewDialog title={attachment.file_name} width="lg" onClose={() => setOpen(false)}>
          <Box
            component="img"
            src={url}
            alt={attachment.file_name}
            sx={{ maxWidth: 1, maxHeight: '70vh', objectFit: 'contain', justifySelf: 'center' }}
          />
          <Box
            component="a"
            href={`/api/v1/${kind}/${number}/attachments/${attachment.id}`}
            download={attachment.file_name}
            sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'primary.main' }}
          >
            <Download size={16} aria-hidden />
            {attachment.file_name}
          </Box>
        </ViewDialog>
      )}
    </>
  );
}

import IconButton from '@mui/material/IconButton';
import { Copy } from 'lucide-react';
import { useNavigate } from 'react-router';

import { addressOf, numberOf, type KindPath } from '@/shared/api/model';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useCopyTicketMutation } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNotice } from '@/shared/ui/Notice';

import { texts } from './texts';

interface Props {
  kind: KindPath;
  number: string;
  onProblem: (problem?: ApiProblem) => void;
}

/** Opens a new ticket that says the same, and goes there. */
export function CopyTicket({ kind, number, onProblem }: Props) {
  const t = useTexts(texts);
  const say = useNotice();
  const navigate = useNavigate();
  const [copy, { isLoading }] = useCopyTicketMutation();
  return (
    <IconButton
      size="small"
      aria-label={t.copy}
      title={t.copy}
      disabled={isLoading}
      onClick={() => {
        onProblem(undefined);
        copy({ kind, id: number })
          .unwrap()
          .then((made) => {
            say(t.copied(numberOf(made)));
            void navigate(addressOf(numberOf(made)));
          })
          .catch((error: unknown) => onProblem(problemOf(error)));
      }}
    >
      <Copy size={16} aria-hidden />
    </IconButton>
  );
}

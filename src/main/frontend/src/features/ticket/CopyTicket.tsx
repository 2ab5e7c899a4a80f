import IconButton from '@mui/material/IconButton';
import { Copy } from 'lucide-react';
import { useNavigate } from 'react-router';

import { addressOf, numberOf, type Action, type KindPath } from '@/shared/api/model';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useCopyTicketMutation, useLazyActionsOfQuery, usePerformActionMutation } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNotice } from '@/shared/ui/Notice';
import { useUndo } from '@/shared/ui/useUndo';

import { texts } from './texts';

interface Props {
  kind: KindPath;
  number: string;
  onProblem: (problem?: ApiProblem) => void;
}

/** The action that ends a ticket as if it had not been there, and wants at most to be told why. */
function cancelling(actions: readonly Action[]): Action | undefined {
  return actions.find(
    ({ leads_to, fields }) =>
      leads_to?.length === 1 &&
      leads_to[0] === 'cancelled' &&
      fields.every(({ required, type }) => !required || type === 'textarea'),
  );
}

/** Opens a new ticket that says the same, and goes there; it can be taken back, which cancels it. */
export function CopyTicket({ kind, number, onProblem }: Props) {
  const t = useTexts(texts);
  const say = useNotice();
  const offer = useUndo();
  const navigate = useNavigate();
  const [copy, { isLoading }] = useCopyTicketMutation();
  const [look] = useLazyActionsOfQuery();
  const [perform] = usePerformActionMutation();

  async function make() {
    const made = numberOf(await copy({ kind, id: number }).unwrap());
    say(t.copied(made));
    void navigate(addressOf(made));
    const [actions] = await look({ kind, ids: [made] })
      .unwrap()
      .catch(() => [[]] as Action[][]);
    const cancel = cancelling(actions ?? []);
    if (cancel) {
      const reasons = cancel.fields.filter(({ required }) => required).map(({ key }) => [key, t.copyTakenBack]);
      offer(t.copied(made), async () => {
        await perform({ kind, id: made, action: cancel.name, fields: Object.fromEntries(reasons) }).unwrap();
        void navigate(addressOf(number));
      });
    }
  }

  return (
    <IconButton
      size="small"
      aria-label={t.copy}
      title={t.copy}
      disabled={isLoading}
      onClick={() => {
        onProblem(undefined);
        make().catch((error: unknown) => onProblem(problemOf(error)));
      }}
    >
      <Copy size={16} aria-hidden />
    </IconButton>
  );
}

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useMemo, useState } from 'react';

import { numberOf, type Action, type KindPath, type Ticket } from '@/shared/api/model';
import type { ApiProblem } from '@/shared/api/problem';
import { useMe } from '@/shared/api/profile';
import { useActionsOfQuery } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { claimOf } from '@/shared/lib/useActions';
import { ActionButtons } from '@/shared/ui/ActionButtons';
import { LateActionDialog } from '@/shared/ui/LateDialogs';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { texts as uiTexts } from '@/shared/ui/texts';

import { usePerformOnAllMutation, type Verdict } from './queueApi';
import { texts } from './texts';

/** The actions that every one of the chosen tickets offers; their choices are those that all of them have. */
export function common(offers: readonly (readonly Action[])[]): Action[] {
  const [first = [], ...others] = offers;
  return first.flatMap((action) => {
    const same = others.map((offer) => offer.find(({ name }) => name === action.name));
    if (same.includes(undefined)) {
      return [];
    }
    const fields = action.fields.map((field) => ({
      ...field,
      options: field.options?.filter(({ value }) =>
        same.every((other) =>
          other?.fields.find(({ key }) => key === field.key)?.options?.some((option) => option.value === value),
        ),
      ),
    }));
    return [{ ...action, fields }];
  });
}

/** As many as the API takes in one call. */
const AT_ONCE = 100;

interface Props {
  kind: KindPath;
  chosen: readonly Ticket[];
  /** how many of them are not in the list that is shown */
  unseen: number;
  onClear: () => void;
}

/** Does one thing to all chosen tickets, and says of each what became of it. */
export function BulkBar({ kind, chosen, unseen, onClear }: Props) {
  const t = useTexts(texts);
  const numbers = useMemo(() => chosen.map(numberOf), [chosen]);
  const {
    currentData: offers,
    error: notOffered,
    isFetching,
    refetch,
  } = useActionsOfQuery({ kind, ids: numbers }, { skip: numbers.length === 0, refetchOnMountOrArgChange: true });
  const gone = numbers.filter((_, at) => offers?.[at] === null);
  const ids = numbers.filter((number) => !gone.includes(number));
  const [performOnAll, { isLoading, error }] = usePerformOnAllMutation();
  // after an action the tickets offer others
  const busy = isLoading || isFetching;
  const [open, setOpen] = useState<Action | null>(null);
  const [verdicts, setVerdicts] = useState<Verdict[]>([]);
  useEffect(() => {
    setVerdicts([]);
  }, [numbers.length]);
  const actions = useMemo(() => (offers ? common(offers.filter((one) => one !== null)) : []), [offers]);
  const me = useMe();
  const { claim } = useTexts(uiTexts);
  const claiming = claimOf(actions, me, claim);

  async function performAll(action: Action, fields: Record<string, unknown>) {
    setVerdicts([]);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const part = await performOnAll({ ids: ids.slice(from, from + AT_ONCE), action: action.name, fields }).unwrap();
      setVerdicts((before) => [...before, ...part]);
    }
    await refetch();
  }

  const refused = verdicts.filter(({ is_done }) => !is_done);
  return (
    <Box
      role="region"
      aria-label={t.chosen(String(chosen.length))}
      sx={{
        position: 'sticky',
        bottom: 0,
        zIndex: 10,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1.5,
        px: { xs: 2, md: 3 },
        py: 1,
        bgcolor: 'background.paper',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Typography sx={{ fontWeight: 600 }}>{t.chosen(String(chosen.length))}</Typography>
      {actions.length > 0 ? (
        <ActionButtons
          actions={actions}
          busy={busy}
          lead={
            claiming?.complete && (
              <Button
                variant="contained"
                disabled={busy}
                onClick={() => void performAll(claiming.action, claiming.fields).catch(() => undefined)}
              >
                {claim}
              </Button>
            )
          }
          onChoose={(action) =>
            action.fields.length > 0 ? setOpen(action) : performAll(action, {}).catch(() => undefined)
          }
        />
      ) : (
        offers && <Typography variant="body2">{t.nothingInCommon}</Typography>
      )}
      <Button color="inherit" onClick={onClear} disabled={busy}>
        {t.clear}
      </Button>
      {unseen > 0 && <Typography variant="body2">{t.unseen(String(unseen))}</Typography>}
      {gone.length > 0 && <Typography variant="body2">{t.gone(gone.join(', '))}</Typography>}
      <ErrorAlert
        error={open ? undefined : ((error ?? notOffered) as ApiProblem | undefined)}
        onRetry={error ? undefined : () => void refetch()}
      />
      {verdicts.length > 0 && (
        <Box role="status" sx={{ flexBasis: '100%', fontSize: '0.8125rem' }}>
          {t.verdicts(String(verdicts.length - refused.length), String(refused.length))}
          {refused.length > 0 && (
            <Box component="ul" sx={{ m: 0, pl: 2.5, color: 'error.main' }}>
              {refused.map(({ id, message, details }) => (
                <li key={id}>
                  {id} {details[0]?.message ?? message}
                </li>
              ))}
            </Box>
          )}
        </Box>
      )}
      {open && (
        <LateActionDialog
          action={open}
          subject={ids.join(', ')}
          perform={(fields) => performAll(open, fields)}
          onClose={() => setOpen(null)}
          onDone={() => setOpen(null)}
        />
      )}
    </Box>
  );
}

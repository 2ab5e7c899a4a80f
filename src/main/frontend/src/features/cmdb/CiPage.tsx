import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { ArrowLeft, QrCode, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';

import { addressOf, KINDS, numberOf, kindOf, type Ci } from '@/shared/api/model';
import { may, useMe } from '@/shared/api/profile';
import { isMissing, isProblem } from '@/shared/api/problem';
import { useContractsOfCiQuery } from '@/shared/api/suppliersApi';
import { useCiQuery, useCiTypesQuery } from '@/shared/api/ticketApi';
import { formatDay } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { ciTypeName } from '@/shared/lib/ciTypes';
import { fromField } from '@/shared/lib/localTime';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { Block, Fact, Facts } from '@/shared/ui/Block';
import { CiPicker } from '@/shared/ui/CiPicker';
import { DateTimeField } from '@/shared/ui/DateTimeField';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PersonById } from '@/shared/ui/PersonById';
import { UnitName } from '@/shared/ui/UnitName';
import { PageSkeleton, RowSkeletons } from '@/shared/ui/Skeletons';
import { StatusChip } from '@/shared/ui/StatusChip';
import { useUndo } from '@/shared/ui/useUndo';

import { CiDialog } from './CiDialog';
import { CiGraph } from './CiGraph';
import { QrDialog } from './QrDialog';
import {
  useAddRelationMutation,
  useImpactQuery,
  useRelationsQuery,
  useRemoveRelationMutation,
  useTicketsOfCiQuery,
  type Impacted,
} from './cmdbApi';
import { texts } from './texts';

const TYPES = ['depends_on', 'runs_on', 'part_of', 'connects_to'] as const;

export function CiPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const [editing, setEditing] = useState(false);
  const [qr, setQr] = useState(false);
  const { currentData: ci, error, refetch } = useCiQuery(id);
  const { data: types = [] } = useCiTypesQuery();
  const asked = params.get('as_of') ?? '';
  const asOf = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(asked) ? (fromField(asked) ?? undefined) : undefined;
  if (!ci) {
    return isMissing(error) ? (
      <EmptyState
        title={t.notFound}
        action={
          <Button component={Link} to="/cmdb">
            {t.back}
          </Button>
        }
      />
    ) : error ? (
      <Box sx={{ p: 3 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      </Box>
    ) : (
      <PageSkeleton />
    );
  }
  const type = types.find(({ key }) => key === ci.ci_class);
  const writable = may(me, 'cmdb:write');
  return (
    <>
      <PageHeader
        title={ci.name}
        hint={type ? labelIn(type.definition.name, language) : ci.ci_class}
        actions={
          <>
            <IconButton size="small" component={Link} to="/cmdb" aria-label={t.back} sx={{ order: -1 }}>
              <ArrowLeft size={16} aria-hidden />
            </IconButton>
            <Button startIcon={<QrCode size={16} aria-hidden />} onClick={() => setQr(true)}>
              {t.qr}
            </Button>
            {writable && <Button onClick={() => setEditing(true)}>{t.edit}</Button>}
          </>
        }
      />
      <Box
        sx={{
          px: { xs: 2, md: 3 },
          pb: 4,
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr)',
          gap: 3,
          maxWidth: 1040,
        }}
      >
        <Facts>
          <Fact label={t.status}>{ci.status && t.statuses[ci.status]}</Fact>
          {ci.merged_into && (
            <Fact label={t.mergedInto}>
              <MergedInto id={ci.merged_into} />
            </Fact>
          )}
          <Fact label={t.tier}>{ci.tier}</Fact>
          {ci.owner_user_id && (
            <Fact label={t.owner}>
              <PersonById id={ci.owner_user_id} />
            </Fact>
          )}
          {ci.site_id && (
            <Fact label={t.site}>
              <UnitName kind="sites" id={ci.site_id} />
            </Fact>
          )}
          {ci.department_id && (
            <Fact label={t.department}>
              <UnitName kind="departments" id={ci.department_id} />
            </Fact>
          )}
          {type?.definition.attributes?.map((attribute) => {
            const value = (ci.attributes as Record<string, unknown> | undefined)?.[attribute.key];
            return value === undefined || value === null ? null : (
              <Fact key={attribute.key} label={labelIn(attribute.label, language)}>
                {attribute.type === 'date'
                  ? formatDay(value as string, language)
                  : String(value as string | number | boolean)}
              </Fact>
            );
          })}
          {ci.description && (
            <Fact label={t.description} wide>
              {ci.description}
            </Fact>
          )}
        </Facts>
        <Block title={t.tickets}>
          <Tickets id={id} />
        </Block>
        {may(me, 'vendor:read') && <Contracts id={id} />}
        <Block
          title={t.impact}
          action={
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <DateTimeField
                label={t.asOf}
                value={asked}
                onChange={(as_of) => setParams(as_of ? { as_of } : {}, { replace: true })}
                sx={{ width: 220 }}
              />
              {asked && <Button onClick={() => setParams({}, { replace: true })}>{t.now}</Button>}
            </Box>
          }
        >
          <Box sx={{ pt: 1 }}>
            <CiGraph ci={ci} asOf={asOf} />
          </Box>
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
              gap: 4,
              pt: 2,
            }}
          >
            <Impact id={id} direction="down" asOf={asOf} title={t.down} hint={t.downHint} />
            <Impact id={id} direction="up" asOf={asOf} title={t.up} hint={t.upHint} />
          </Box>
        </Block>
        <Relations ci={ci} asOf={asOf} writable={writable && !asOf} />
      </Box>
      {qr && <QrDialog ci={ci} onClose={() => setQr(false)} />}
      {editing && <CiDialog ci={ci} onClose={() => setEditing(false)} />}
    </>
  );
}

const link = {
  color: 'text.primary',
  fontWeight: 500,
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
} as const;

const row = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  minHeight: 36,
  borderTop: 1,
  borderColor: 'divider',
} as const;

/** The contracts that cover it; nothing where there are none. */
function Contracts({ id }: { id: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: contracts = [] } = useContractsOfCiQuery(id);
  if (contracts.length === 0) {
    return null;
  }
  return (
    <Block title={t.contracts}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {contracts.map((contract) => (
          <Box component="li" key={contract.id} sx={row}>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {contract.number}
            </Box>
            <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
              {contract.supplier.name}
            </Box>
            <span>{t.contractStates[contract.state]}</span>
            <span>{contract.ends_on && t.until(formatDay(contract.ends_on, language))}</span>
          </Box>
        ))}
      </Box>
    </Block>
  );
}

function Tickets({ id }: { id: string }) {
  const t = useTexts(texts);
  const me = useMe();
  const paths = KINDS.filter(({ kind }) => may(me, `${kind}:read`)).map(({ path }) => path);
  const { data: tickets, error, refetch } = useTicketsOfCiQuery({ id, paths });
  if (!tickets) {
    return error ? <ErrorAlert error={error} onRetry={() => void refetch()} /> : <RowSkeletons rows={2} />;
  }
  if (tickets.length === 0) {
    return <Box sx={{ color: 'text.secondary' }}>{t.noTickets}</Box>;
  }
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {tickets.map((ticket) => (
        <Box component="li" key={ticket.id} sx={row}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {numberOf(ticket)}
          </Box>
          <Box component={Link} to={addressOf(numberOf(ticket))} sx={{ ...link, flex: 1, minWidth: 0 }}>
            {ticket.title}
          </Box>
          <StatusChip {...ticket} kind={kindOf(ticket)} />
        </Box>
      ))}
    </Box>
  );
}

function Impact({
  id,
  direction,
  asOf,
  title,
  hint,
}: {
  id: string;
  direction: string;
  asOf?: string;
  title: string;
  hint: string;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: types = [] } = useCiTypesQuery();
  const { currentData: items, error } = useImpactQuery({ id, direction, asOf });
  return (
    <Box component="section">
      <Box component="h3" sx={{ m: 0, fontSize: '0.875rem', fontWeight: 600 }}>
        {title}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mb: 0.5 }}>{hint}</Box>
      <ErrorAlert error={error} />
      {items ? (
        items.length > 0 ? (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {inOrder(items).map(({ ci, depth }) => (
              <Box component="li" key={ci.id} sx={{ ...row, pl: (depth - 1) * 2.5 }}>
                <Box component={Link} to={`/cmdb/${ci.id}`} sx={{ ...link, flex: 1, minWidth: 0 }}>
                  {ci.name}
                </Box>
                <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                  {ciTypeName(types, ci.ci_class, language)} · {t.tier} {ci.tier}
                </Box>
              </Box>
            ))}
          </Box>
        ) : (
          <Box sx={{ color: 'text.secondary' }}>{t.noImpact}</Box>
        )
      ) : (
        !error && <RowSkeletons rows={3} />
      )}
    </Box>
  );
}

/** Each below what leads to it. */
function inOrder(items: readonly Impacted[]): Impacted[] {
  const way = (item: Impacted) => item.path?.map(({ name }) => name).join('\n') ?? '';
  return [...items].sort((a, b) => way(a).localeCompare(way(b)));
}

function Relations({ ci, asOf, writable }: { ci: Ci; asOf?: string; writable: boolean }) {
  const t = useTexts(texts);
  const [adding, setAdding] = useState(false);
  const [type, setType] = useState<string>(TYPES[0]);
  const { currentData: relations = [] } = useRelationsQuery({ id: ci.id, asOf });
  const [add, { error }] = useAddRelationMutation();
  const [remove, { error: refused }] = useRemoveRelationMutation();
  const offer = useUndo();
  return (
    <Block title={t.relations} action={writable && <Button onClick={() => setAdding(!adding)}>{t.addRelation}</Button>}>
      <ErrorAlert error={[error, refused].find(isProblem)} />
      {adding && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, py: 1 }}>
          <TextField
            select
            label={t.type}
            value={type}
            onChange={(event) => setType(event.target.value)}
            sx={{ width: 160 }}
          >
            {TYPES.map((one) => (
              <MenuItem key={one} value={one}>
                {t.relationTypes[one]}
              </MenuItem>
            ))}
          </TextField>
          <Box sx={{ flex: '1 1 240px' }}>
            <CiPicker
              label={t.target}
              value={null}
              onChange={(target) =>
                target &&
                add({ id: ci.id, target: target.id, type })
                  .unwrap()
                  .then(
                    () => setAdding(false),
                    () => undefined,
                  )
              }
            />
          </Box>
        </Box>
      )}
      {relations.length === 0 && <Box sx={{ color: 'text.secondary' }}>{t.noRelations}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {relations.map((relation) => {
          const outgoing = relation.source.id === ci.id;
          const other = outgoing ? relation.target : relation.source;
          const names: Record<string, string> = outgoing ? t.relationTypes : t.relationBack;
          return (
            <Box component="li" key={relation.id} sx={row}>
              <Box component="span" sx={{ color: 'text.secondary', width: 110, flex: 'none' }}>
                {names[relation.type ?? ''] ?? relation.type}
              </Box>
              <Box component={Link} to={`/cmdb/${other.id}`} sx={{ ...link, flex: 1, minWidth: 0 }}>
                {other.name}
              </Box>
              {writable && (
                <IconButton
                  size="small"
                  aria-label={t.remove(other.name)}
                  onClick={(event) => {
                    focusAfterRow(event);
                    void remove({ id: relation.source.id, relation: relation.id })
                      .unwrap()
                      .then(
                        () =>
                          offer(t.removed(other.name), () =>
                            add({
                              id: relation.source.id,
                              target: relation.target.id,
                              type: relation.type ?? '',
                            }).unwrap(),
                          ),
                        () => undefined,
                      );
                  }}
                >
                  <Trash2 size={16} aria-hidden />
                </IconButton>
              )}
            </Box>
          );
        })}
      </Box>
    </Block>
  );
}

function MergedInto({ id }: { id: string }) {
  const { data: ci } = useCiQuery(id);
  return <Link to={`/cmdb/${id}`}>{ci?.name ?? id}</Link>;
}

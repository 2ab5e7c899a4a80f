import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import type { Category, Person as PersonRef, User } from '@/shared/api/model';
import { isProblem } from '@/shared/api/problem';
import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { useCategoriesQuery, useCiTypesQuery } from '@/shared/api/ticketApi';
import { useMembersQuery, useTeamsQuery, type Team } from '@/shared/api/teamsApi';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { CiName } from '@/shared/ui/CiName';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { word } from '@/shared/i18n/words';
import { absenceScopes, EVERYTHING, scopeName } from '@/shared/lib/absenceScopes';
import { field } from '@/shared/lib/fields';
import { changedParams } from '@/shared/lib/changedParams';
import { usePage } from '@/shared/lib/usePage';
import { depthOf, isWithin } from '@/shared/lib/units';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';
import { Pager } from '@/shared/ui/Pager';
import { Person, personName } from '@/shared/ui/Person';
import { PersonById } from '@/shared/ui/PersonById';
import { RecordDialog } from '@/shared/ui/RecordDialog';
import { RecordList } from '@/shared/ui/RecordList';
import { TimeRange } from '@/shared/ui/TimeRange';
import { Words } from '@/shared/ui/Words';
import { UserPicker } from '@/shared/ui/UserPicker';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useUndo } from '@/shared/ui/useUndo';
import { ViewDialog } from '@/shared/ui/ViewDialog';

import {
  useAllAbsencesQuery,
  useBoardQuery,
  useBoundMemberMutation,
  useEraseUserMutation,
  useFreezesQuery,
  useRolesQuery,
  useSeatBoardMutation,
  useSecureUserMutation,
  useSetMemberMutation,
  useUsersQuery,
  useWorkloadQuery,
  type Freeze,
  type Workload,
} from './adminApi';
import { texts } from './texts';

function Quiet({ children }: { children: string }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {children}
    </Box>
  );
}

/** What keeps an account safe at once, and what it is called. */
const SECURED = [
  ['sessions', 'sessionsEnd'],
  ['second-factor', 'factorReset'],
] as const;

export function Users() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useNotice();
  const [params, setParams] = useSearchParams();
  const words = params.get('q') ?? '';
  const [page, toPage] = usePage();
  const { data: users, ...read } = useUsersQuery({ q: words, page: String(page), limit: '100' });
  const [confirming, ask] = useConfirm();
  const { data: roles = [] } = useRolesQuery();
  const [save] = useSaveMutation();
  const [secure] = useSecureUserMutation();
  const [erase] = useEraseUserMutation();
  const [person, setPerson] = useState<User>();
  const done = () => say(t.done);
  return (
    <>
      <RecordList<User>
        label={t.pages.users}
        items={users?.items}
        read={read}
        tools={
          <Words
            label={t.filter}
            width={240}
            value={words}
            onChange={(q) => setParams((before) => changedParams(before, { q }), { replace: true })}
          />
        }
        columns={[
          [t.name, (user) => <Person person={user} withName />],
          [t.username, (user) => user.username],
          [t.role, (user) => word('role', user.role, language)],
          [t.teams, (user) => user.teams?.map(({ name }) => name).join(language === 'ja' ? '、' : ', ')],
          [t.department, (user) => user.department],
          [t.status, (user) => (user.is_active === false ? <Quiet>{t.inactive}</Quiet> : t.active)],
        ]}
        fields={(user) => [
          ...(user ? [] : [field('username', t.username, 'textfield', { required: true, max: 50 })]),
          field('last_name', t.familyName, 'textfield', { required: true }),
          field('first_name', t.givenName, 'textfield', { required: true }),
          field('email', t.email, 'textfield', { required: true }),
          field('role', t.role, 'select', {
            required: true,
            choices: roles
              .filter(({ id, grantable, role }) => !id && (grantable || role === user?.role))
              .map(({ role }) => [role, word('role', role, language)] as const),
          }),
          field('department_id', t.department, 'departments'),
          field('site_id', t.site, 'sites'),
          field('phone', t.phone),
          field('locale', t.locale, 'select', {
            choices: [
              ['ja', '日本語'],
              ['en', 'English'],
            ],
          }),
          field('password', t.password, 'password', { required: !user }),
          ...(user ? [field('is_active', t.active, 'checkbox')] : []),
        ]}
        save={(fields, user) => save({ path: 'users', id: user?.id, version: user?.version, fields }).unwrap()}
        more={(user) => (
          <>
            {SECURED.map(([what, label]) => (
              <Button
                key={what}
                onClick={() =>
                  ask({
                    title: `${personName(user, language)} – ${t[label]}`,
                    label: t[label],
                    perform: () => secure({ id: user.id, what }).unwrap().then(done),
                  })
                }
              >
                {t[label]}
              </Button>
            ))}
            <Button onClick={() => setPerson(user)}>{t.personalData}</Button>
          </>
        )}
      />
      <Pager page={page} hasNext={users?.hasNext} onPage={toPage} />
      {confirming}
      {person && (
        <RecordDialog
          title={`${personName(person, language)} – ${t.personalData}`}
          fields={[field('reason', t.eraseReason, 'textfield', { required: true, max: 500 })]}
          saveLabel={t.erase}
          save={({ reason }) =>
            erase({ id: person.id, reason: String(reason) })
              .unwrap()
              .then(() => say(t.erased))
          }
          hint={
            <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
              {t.exportHint}
              <Button component="a" variant="outlined" href={`/api/v1/users/${person.id}/data`} download>
                {t.exportData}
              </Button>
              <Alert severity="warning">{t.eraseHint}</Alert>
            </Box>
          }
          onClose={() => setPerson(undefined)}
        />
      )}
    </>
  );
}

export function Teams() {
  const t = useTexts(texts);
  const { data: teams, ...read } = useTeamsQuery();
  const [save] = useSaveMutation();
  const [members, setMembers] = useState<Team>();
  return (
    <>
      {teams && !teams.some((team) => team.is_default && team.is_active !== false) && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t.noDefaultTeam}
        </Alert>
      )}
      <RecordList<Team>
        label={t.pages.teams}
        items={teams}
        read={read}
        columns={[
          [
            t.name,
            (team) => (
              <>
                {team.name} {team.is_default && <Quiet>{t.defaultTeam}</Quiet>}{' '}
                {team.is_first_line && <Quiet>{t.firstLine}</Quiet>}
              </>
            ),
          ],
          [t.description, (team) => team.description],
          [t.manager, (team) => <PersonById id={team.manager_id} />],
          [t.hourlyRate, (team) => team.hourly_rate?.toLocaleString('en-US')],
          [t.status, (team) => (team.is_active === false ? <Quiet>{t.inactive}</Quiet> : t.active)],
        ]}
        fields={(team) => [
          field('name', t.name, 'textfield', { required: true, max: 100 }),
          field('description', t.description, 'textarea'),
          field('manager_id', t.manager, 'user'),
          { ...field('hourly_rate', t.hourlyRate, 'number'), min: 0, max: 10_000_000 },
          field('is_first_line', t.firstLine, 'checkbox'),
          ...(team ? [field('is_active', t.active, 'checkbox'), field('is_default', t.defaultTeam, 'checkbox')] : []),
        ]}
        save={(fields, team) => save({ path: 'teams', id: team?.id, version: team?.version, fields }).unwrap()}
        more={(team) => <Button onClick={() => setMembers(team)}>{t.members}</Button>}
      />
      {members && <Members team={members} onClose={() => setMembers(undefined)} />}
    </>
  );
}

function Members({ team, onClose }: { team: Team; onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: members = [] } = useMembersQuery(team.id);
  const { data: workload = [] } = useWorkloadQuery(team.id);
  const [set, { error }] = useSetMemberMutation();
  const [bound, { error: unbound }] = useBoundMemberMutation();
  const offer = useUndo();
  async function takeOut(person: PersonRef) {
    const who = { team: team.id, user: person.id };
    // it goes with the membership, and comes back with it
    const capacity = workload.find(({ user_id }) => user_id === person.id)?.capacity ?? null;
    try {
      await set({ ...who, member: false }).unwrap();
    } catch {
      return;
    }
    offer(t.memberRemoved(personName(person, language)), async () => {
      await set({ ...who, member: true }).unwrap();
      if (capacity !== null) {
        await bound({ ...who, capacity }).unwrap();
      }
    });
  }
  return (
    <ViewDialog
      title={
        <>
          {team.name} – {t.members}
        </>
      }
      onClose={onClose}
    >
      <ErrorAlert error={[error, unbound].find(isProblem)} />
      {members.length === 0 && <Quiet>{t.noMembers}</Quiet>}
      {members.length > 0 && <Quiet>{t.capacityHint}</Quiet>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {members.map((person) => (
          <Box component="li" key={person.id} sx={{ display: 'flex', alignItems: 'center', minHeight: 36 }}>
            <Box sx={{ flex: 1 }}>
              <Person person={person} withName />
            </Box>
            <MemberLoad
              load={workload.find(({ user_id }) => user_id === person.id)}
              label={t.capacityOf(personName(person, language))}
              onBound={(capacity) => void bound({ team: team.id, user: person.id, capacity })}
            />
            <IconButton
              size="small"
              aria-label={t.removeMember(personName(person, language))}
              onClick={(event) => {
                focusAfterRow(event);
                void takeOut(person);
              }}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </Box>
        ))}
      </Box>
      <UserPicker
        label={t.addMember}
        value={null}
        onChange={(user) => user && void set({ team: team.id, user: user.id, member: true })}
      />
    </ViewDialog>
  );
}

/** What somebody has, and the most that the person is given; empty for any. */
function MemberLoad({
  load,
  label,
  onBound,
}: {
  load?: Workload;
  label: string;
  onBound: (capacity: number | null) => void;
}) {
  const t = useTexts(texts);
  const said = load?.capacity?.toString() ?? '';
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, ml: 1 }}>
      <Quiet>{load?.is_absent ? t.away : t.openCount(load?.open_tickets ?? 0)}</Quiet>
      <TextField
        key={said}
        type="number"
        placeholder={t.capacity}
        defaultValue={said}
        sx={{ width: 88 }}
        slotProps={{ htmlInput: { 'aria-label': label, min: 0, max: 10000 } }}
        onBlur={({ target: { value } }) => value !== said && onBound(value === '' ? null : Number(value))}
      />
    </Box>
  );
}

export function Categories() {
  const t = useTexts(texts);
  const { data: categories, ...read } = useCategoriesQuery();
  const [save] = useSaveMutation();
  return (
    <RecordList<Category>
      label={t.pages.categories}
      items={categories}
      read={read}
      columns={[
        [
          t.name,
          (category) => (
            <Box
              component="span"
              sx={{ pl: 2.5 * depthOf(category, categories ?? []), fontWeight: category.parent_id ? 400 : 500 }}
            >
              {category.name}
            </Box>
          ),
        ],
        [t.description, (category) => category.description],
        [t.status, (category) => (category.is_active === false ? <Quiet>{t.inactive}</Quiet> : t.active)],
      ]}
      fields={(category) => [
        field('name', t.name, 'textfield', { required: true, max: 100 }),
        field('description', t.description, 'textarea'),
        field('parent_id', t.parent, 'select', {
          choices: (categories ?? [])
            .filter((one) => !isWithin(one, category, categories ?? []))
            .map(({ id, name }) => [id, name] as const),
        }),
        ...(category ? [field('is_active', t.active, 'checkbox')] : []),
      ]}
      save={(fields, category) =>
        save({ path: 'categories', id: category?.id, version: category?.version, fields }).unwrap()
      }
    />
  );
}

export function Boards() {
  const t = useTexts(texts);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3, maxWidth: 640 }}>
      <Quiet>{t.boardHint}</Quiet>
      {(['cab', 'ecab'] as const).map((board) => (
        <Board key={board} board={board} />
      ))}
    </Box>
  );
}

function Board({ board }: { board: 'cab' | 'ecab' }) {
  const t = useTexts(texts);
  const { data: seated, error: unread, refetch } = useBoardQuery(board);
  const { data: teams = [] } = useTeamsQuery();
  const [seat, { error, isLoading }] = useSeatBoardMutation();
  const ids = seated?.teams.map(({ id }) => id) ?? [];
  return (
    <Block title={t.boards[board]}>
      <ErrorAlert error={isProblem(error) ? error : undefined} />
      <ErrorAlert error={unread} onRetry={() => void refetch()} />
      <Box sx={{ display: 'grid' }}>
        {(seated ? teams : []).map((team) => (
          <FormControlLabel
            key={team.id}
            label={team.name}
            control={
              <Checkbox
                size="small"
                sx={{ py: 0.5 }}
                disabled={!seated || isLoading}
                checked={ids.includes(team.id)}
                onChange={(event) =>
                  void seat({
                    board,
                    teams: event.target.checked ? [...ids, team.id] : ids.filter((id) => id !== team.id),
                  })
                }
              />
            }
          />
        ))}
      </Box>
    </Block>
  );
}

export function Freezes() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: freezes, ...read } = useFreezesQuery();
  const { data: types = [] } = useCiTypesQuery();
  const typeName = (key?: string | null) =>
    key && labelIn(types.find((type) => type.key === key)?.definition.name, language);
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  const scope = (freeze: Freeze) => (t.scopes as Record<string, string>)[freeze.scope ?? ''] ?? freeze.scope;
  return (
    <RecordList<Freeze>
      label={t.pages.freezes}
      items={freezes}
      read={read}
      columns={[
        [t.name, (freeze) => freeze.name],
        [t.period, (freeze) => <TimeRange from={freeze.starts_at} to={freeze.ends_at} />],
        [t.rrule, (freeze) => freeze.rrule],
        [t.kind, (freeze) => (freeze.hard ? t.hardWord : t.softWord)],
        [
          t.scope,
          (freeze) => (
            <>
              {scope(freeze)} {freeze.ci_id && <CiName id={freeze.ci_id} />} {typeName(freeze.ci_class)}{' '}
              {freeze.location}
            </>
          ),
        ],
      ]}
      shown={({ key }, { scope }) =>
        key === 'ci_id'
          ? scope === 'service' || scope === 'ci'
          : (key !== 'ci_class' && key !== 'location') || key === scope
      }
      fields={() => [
        field('name', t.name, 'textfield', { required: true }),
        field('starts_at', t.starts, 'datetime', { required: true }),
        field('ends_at', t.ends, 'datetime', { required: true }),
        field('hard', t.hard, 'checkbox'),
        field('except_emergency', t.exceptEmergency, 'checkbox'),
        field('scope', t.scope, 'select', { choices: Object.entries(t.scopes) }),
        field('ci_id', t.item, 'ci'),
        field('ci_class', t.scopes.ci_class, 'select', {
          choices: types.map(({ key, definition }) => [key, definition.name] as const),
        }),
        field('location', t.location),
        field('rrule', t.rrule),
        field('reason', t.reason, 'textarea'),
      ]}
      save={(fields, freeze) => save({ path: 'freezes', id: freeze?.id, version: freeze?.version, fields }).unwrap()}
      onRemove={(freeze) => remove({ path: 'freezes', id: freeze.id }).unwrap()}
    />
  );
}

export function Absences() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: absences, ...read } = useAllAbsencesQuery();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  return (
    <RecordList
      label={t.pages.absences}
      items={absences}
      read={read}
      columns={[
        [t.user, (absence) => <PersonById id={absence.user_id} />],
        [t.substitute, (absence) => <PersonById id={absence.substitute_id} />],
        [t.period, (absence) => <TimeRange from={absence.from} to={absence.to} />],
        [t.scope, (absence) => scopeName(absence.scope, language)],
        [t.status, (absence) => (t.states as Record<string, string>)[absence.state ?? ''] ?? absence.state],
      ]}
      fields={() => [
        field('user_id', t.user, 'user', { required: true }),
        field('substitute_id', t.substitute, 'user', { required: true }),
        field('from', t.from, 'datetime', { required: true }),
        field('to', t.to, 'datetime', { required: true }),
        field('scope', t.scope, 'select', { required: true, choices: absenceScopes(language) }),
      ]}
      fresh={{ scope: EVERYTHING }}
      canEdit={() => false}
      save={(fields) => save({ path: 'absences', fields }).unwrap()}
      onRemove={(absence) => remove({ path: 'absences', id: absence.id }).unwrap()}
    />
  );
}

import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';

import { isProblem, type ApiProblem } from '@/shared/api/problem';
import { rangeSign } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { currentZone } from '@/shared/i18n/zone';
import { field } from '@/shared/lib/fields';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { RecordList } from '@/shared/ui/RecordList';

import {
  useAccessRulesQuery,
  useFactorRuleQuery,
  useRolesQuery,
  useSaveAccessRulesMutation,
  useSaveFactorRuleMutation,
} from './adminApi';
import { texts } from './texts';

/** As the server refuses what lacks fields. */
function unsaid(fields: string[], message: string): ApiProblem {
  return { status: 400, code: '', message, details: fields.map((one) => ({ field: one, message })) };
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const WORKDAYS: string[] = DAYS.slice(0, 5);

/** The days that were chosen, as a week has them; nothing where nobody chose. */
function inOrder(chosen: unknown): string[] | undefined {
  return Array.isArray(chosen) && chosen.length > 0 ? DAYS.filter((day) => chosen.includes(day)) : undefined;
}

/** From where and when each role enters, and with what. */
export function AccessPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: all = [] } = useRolesQuery();
  // a role of the tenant's own is met by whom it counts as
  const roles = all.filter(({ id }) => !id);
  const { data: rules, ...read } = useAccessRulesQuery();
  const { data: factor } = useFactorRuleQuery();
  const [saveRules, { error }] = useSaveAccessRulesMutation();
  const [saveFactor, { error: refused, isLoading }] = useSaveFactorRuleMutation();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      <Block title={t.rules}>
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.rulesHint}</Box>
        <ErrorAlert error={isProblem(error) ? error : undefined} />
        <RecordList
          label={t.rules}
          items={rules?.map((rule) => ({ ...rule, id: rule.role }))}
          read={read}
          columns={[
            [t.role, (rule) => word('role', rule.role, language)],
            [t.addresses, (rule) => rule.addresses?.join(', ')],
            [
              t.hours,
              (rule) =>
                rule.hours &&
                `${rule.hours.days
                  .map((day) => (t.days as Record<string, string>)[day] ?? day)
                  .join(' ')} ${rule.hours.from}${rangeSign(language)}${rule.hours.to} ${rule.hours.zone}`,
            ],
          ]}
          fields={(rule) => [
            ...(rule
              ? []
              : [
                  field('role', t.role, 'select', {
                    required: true,
                    choices: roles.map(({ role }) => [role, word('role', role, language)] as const),
                  }),
                ]),
            field('addresses', t.addresses, 'textarea'),
            field('days', t.onDays, 'checklist', { choices: DAYS.map((day) => [day, t.days[day]] as const) }),
            field('from', t.from, 'time'),
            field('to', t.to, 'time'),
            field('zone', t.zone),
          ]}
          initial={(rule) => ({
            addresses: rule.addresses?.join('\n'),
            days: rule.hours?.days ?? WORKDAYS,
            from: rule.hours?.from,
            to: rule.hours?.to,
            zone: rule.hours?.zone ?? currentZone(),
          })}
          fresh={{ days: WORKDAYS, zone: currentZone() }}
          save={(values, rule) => {
            const said = (key: string, otherwise?: string) =>
              key in values ? ((values[key] as string | null) ?? '') : (otherwise ?? '');
            const addresses = said('addresses', rule?.addresses?.join('\n')).split(/\s+/).filter(Boolean);
            const from = said('from', rule?.hours?.from);
            const to = said('to', rule?.hours?.to);
            const left = [!from && to ? 'from' : '', from && !to ? 'to' : ''].filter(Boolean);
            if (left.length > 0) {
              return Promise.reject(unsaid(left, t.bothHours));
            }
            const role = rule?.role ?? said('role');
            const others = (rules ?? []).filter((other) => other.role !== role);
            return saveRules([
              ...others,
              {
                role,
                ...(addresses.length > 0 && { addresses }),
                ...(from &&
                  to && {
                    hours: {
                      days: inOrder(values.days) ?? rule?.hours?.days ?? WORKDAYS,
                      from,
                      to,
                      zone: said('zone', rule?.hours?.zone) || currentZone(),
                    },
                  }),
              },
            ]).unwrap();
          }}
          onRemove={(rule) => saveRules((rules ?? []).filter(({ role }) => role !== rule.role)).unwrap()}
        />
      </Block>
      <Block title={t.factorRoles}>
        <ErrorAlert error={isProblem(refused) ? refused : undefined} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          {roles.map(({ role }) => (
            <FormControlLabel
              key={role}
              label={word('role', role, language)}
              control={
                <Checkbox
                  size="small"
                  disabled={!factor || isLoading}
                  checked={factor?.includes(role) ?? false}
                  onChange={(event) =>
                    void saveFactor(
                      event.target.checked ? [...(factor ?? []), role] : (factor ?? []).filter((one) => one !== role),
                    )
                  }
                />
              }
            />
          ))}
        </Box>
      </Block>
    </Box>
  );
}

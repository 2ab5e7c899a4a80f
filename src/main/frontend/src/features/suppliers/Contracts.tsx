import { may, useMe } from '@/shared/api/profile';
import { useSaveMutation } from '@/shared/api/recordsApi';
import { useContractsQuery, useSuppliersQuery, type Contract, type ContractState } from '@/shared/api/suppliersApi';
import { formatDay } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { Choice } from '@/shared/ui/Choice';
import { RecordList } from '@/shared/ui/RecordList';
import { Link, useSearchParams } from 'react-router';

import { texts } from './texts';

const STATES: readonly ContractState[] = ['ending', 'current', 'coming', 'ended'];

/** The contracts, those first that end first. */
export function Contracts() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const keeps = may(useMe(), 'vendor:manage');
  const [params, setParams] = useSearchParams();
  const state = STATES.find((one) => one === params.get('state')) ?? '';
  const { data: contracts, ...read } = useContractsQuery(state);
  const { data: suppliers = [] } = useSuppliersQuery();
  const [save] = useSaveMutation();
  const day = (date: string | null) => date && formatDay(date, language);
  return (
    <RecordList<Contract>
      label={t.pages.contracts}
      items={contracts}
      read={read}
      tools={
        <Choice
          label={t.shown}
          value={state || 'all'}
          onChoose={(chosen) => setParams(chosen === 'all' ? {} : { state: chosen }, { replace: true })}
        >
          {[{ value: 'all', label: t.all }, ...STATES.map((one) => ({ value: one as string, label: t.states[one] }))]}
        </Choice>
      }
      columns={[
        [t.number, (contract) => contract.number],
        [t.supplier, (contract) => contract.supplier.name],
        [t.state, (contract) => t.states[contract.state]],
        [t.begins, (contract) => day(contract.begins_on)],
        [t.ends, (contract) => day(contract.ends_on) ?? t.endless],
        [t.notice, (contract) => day(contract.notice_on)],
        [
          t.items,
          (contract) =>
            contract.items.map(({ id, name }, at) => (
              <span key={id}>
                {at > 0 && t.comma}
                <Link to={`/cmdb/${id}`}>{name}</Link>
              </span>
            )),
        ],
      ]}
      fields={
        keeps
          ? (contract) => {
              const offered = suppliers.filter((one) => one.is_active !== false || one.id === contract?.supplier.id);
              return [
                field('supplier_id', t.supplier, 'select', {
                  required: true,
                  choices: offered.map(({ id, name }) => [id, name] as const),
                }),
                field('number', t.number, 'textfield', { required: true, max: 100 }),
                field('begins_on', t.begins, 'date', { required: true }),
                field('ends_on', t.ends, 'date'),
                field('notice_on', t.notice, 'date'),
                field('ci_ids', t.items, 'cis'),
                field('terms', t.terms, 'textarea', { max: 10_000 }),
              ];
            }
          : undefined
      }
      initial={(contract) => ({
        ...contract,
        supplier_id: contract.supplier.id,
        ci_ids: contract.items.map(({ id }) => id!),
      })}
      save={(fields, contract) =>
        save({ path: 'contracts', id: contract?.id, version: contract?.version, fields }).unwrap()
      }
    />
  );
}

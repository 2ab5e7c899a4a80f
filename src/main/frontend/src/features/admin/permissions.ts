import type { texts } from './rolesTexts';

type Texts = Pick<(typeof texts)['ja'], 'resources' | 'actions'>;

export interface PermissionGroup {
  resource: string;
  label: string;
  permissions: { permission: string; label: string }[];
}

/** Permissions in words, under what they are about, in the order of the words; what nobody named stays as it is. */
export function grouped(permissions: readonly string[], t: Texts): PermissionGroup[] {
  const order = Object.keys(t.resources);
  const actions = Object.keys(t.actions);
  const rank = (list: string[], word: string) => (list.includes(word) ? list.indexOf(word) : list.length);
  const groups = new Map<string, string[]>();
  for (const permission of permissions) {
    const [resource = '', action = ''] = permission.split(':');
    groups.set(resource, [...(groups.get(resource) ?? []), action]);
  }
  return [...groups]
    .sort(([one], [other]) => rank(order, one) - rank(order, other) || one.localeCompare(other))
    .map(([resource, held]) => ({
      resource,
      label: t.resources[resource] ?? resource.replaceAll('_', ' '),
      permissions: held
        .sort((one, other) => rank(actions, one) - rank(actions, other))
        .map((action) => ({
          permission: `${resource}:${action}`,
          label: t.actions[action] ?? action.replaceAll('_', ' '),
        })),
    }));
}

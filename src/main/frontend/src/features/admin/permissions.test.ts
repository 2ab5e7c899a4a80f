import { describe, expect, it } from 'vitest';

import { grouped } from './permissions';
import { texts } from './rolesTexts';

describe('permissions in words', () => {
  it('stand under what they are about, in an order that stays', () => {
    expect(grouped(['vendor:read', 'incident:work', 'incident:read'], texts.en)).toEqual([
      {
        resource: 'incident',
        label: 'Incidents',
        permissions: [
          { permission: 'incident:read', label: 'Read' },
          { permission: 'incident:work', label: 'Work on' },
        ],
      },
      {
        resource: 'vendor',
        label: 'Suppliers and contracts',
        permissions: [{ permission: 'vendor:read', label: 'Read' }],
      },
    ]);
  });

  it('leave none out that has no word', () => {
    expect(grouped(['moon_base:launch_now'], texts.ja)).toEqual([
      {
        resource: 'moon_base',
        label: 'moon base',
        permissions: [{ permission: 'moon_base:launch_now', label: 'launch now' }],
      },
    ]);
  });
});

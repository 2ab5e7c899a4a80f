import { describe, expect, it } from 'vitest';

import { askedOf } from './asked';

describe('what a search is asked for', () => {
  it('is what the address narrows it by, and nothing else', () => {
    const asked = askedOf(
      new URLSearchParams(
        'q=印刷&priority=high&ci_id=1&page=2&other=x&team_id=&site_id=s&tag=VPN&sla_state=breached&source=mail&field=system:ERP,cost:1..2',
      ),
    );
    expect(asked).toEqual({
      q: '印刷',
      priority: 'high',
      sla_state: 'breached',
      ci_id: '1',
      site_id: 's',
      tag: 'VPN',
      source: 'mail',
      field: 'system:ERP,cost:1..2',
    });
  });

  it('takes the last day in', () => {
    const asked = askedOf(new URLSearchParams('q=a&from=2028-02-28&to=2028-02-29'));
    const hours = (Date.parse(asked.created_before!) - Date.parse(asked.created_after!)) / 3_600_000;
    expect(hours).toBe(48);
  });
});

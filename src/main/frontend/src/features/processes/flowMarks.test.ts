import { expect, it } from 'vitest';

import { arc } from '@/shared/ui/flowArc';

import type { ProcessFlow } from './miningApi';
import { flowMarks } from './ProcessFlowView';

const FLOW = {
  process: 'incident',
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
  tickets: 40,
  steps: [],
  flows: [
    { from: null, to: 'accept', times: 40, tickets: 40 },
    { from: 'accept', to: 'work', action: 'assign', times: 30, tickets: 30, median: 3600 },
    { from: 'work', to: 'hold', action: 'hold', times: 10, tickets: 9, median: 7200 },
    { from: 'hold', to: 'work', action: 'resume', times: 6, tickets: 6, median: 60 },
    { from: 'hold', to: 'work', action: 'answer', times: 4, tickets: 4, median: 600 },
  ],
} as unknown as ProcessFlow;

it('counts what followed what over its actions, with a median where there is one', () => {
  expect(flowMarks(FLOW, undefined, 'en')).toEqual([
    { from: 'accept', to: 'work', share: 1, label: '30 · 1 h' },
    { from: 'work', to: 'hold', share: 1 / 3, label: '10 · 2 h' },
    { from: 'hold', to: 'work', share: 1 / 3, label: '10' },
  ]);
  expect(flowMarks(FLOW, 'accept', 'en').map(({ to }) => to)).toEqual(['work']);
});

it('bends the way there and the way back apart', () => {
  const [one, other] = [
    { x: 0, y: 0, width: 100, height: 80 },
    { x: 400, y: 0, width: 100, height: 80 },
  ];
  expect(arc(one, other).y).toBeGreaterThan(40);
  expect(arc(other, one).y).toBeLessThan(40);
});

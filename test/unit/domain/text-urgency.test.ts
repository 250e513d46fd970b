import { expect, it } from 'vitest';
import type { Actor } from '../../../shared/domain/commit.ts';
import { textDue } from '../../../shared/domain/texts-due.ts';

const NIGHT = '2026-11-20T23:30:00.000Z';
const MORNING = '2026-11-21T08:00:00.000Z';
const personal = { to: '+447700900123', body: 'Northwick Council: hello' };
const by = (kind: Actor['kind']) => ({ log: { kind: 'case', id: 'K7MQ2X1' } as const, sequence: 1, at: NIGHT, by: { kind } });

it.each([
  ['resident', 'urgent'],
  ['staff', 'urgent'],
  ['client', 'bulk'],
  ['system', 'bulk'],
] as const)('a text that follows from what a %s did is %s, and waits for the morning', (kind, urgency) => {
  expect(textDue(by(kind), 'received', personal, {})).toMatchObject({ urgency, at: NIGHT, dueAt: MORNING });
});

it('a code is due at once, at night too', () => {
  expect(textDue(by('resident'), 'code', personal, { urgency: 'code' })).toMatchObject({ urgency: 'code', dueAt: NIGHT });
});

it('a text may say that it is in less of a hurry than its cause', () => {
  expect(textDue(by('staff'), 'rating', personal, { urgency: 'bulk' })).toMatchObject({ urgency: 'bulk', dueAt: MORNING });
});

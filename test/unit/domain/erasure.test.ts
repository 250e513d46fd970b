import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { forgetAt, isCopyOpen, isErasureAsked, keptUntil } from '../../../shared/domain/erasure.ts';
import { AT, aCase, carriedOut } from '../../support/cases.ts';

const missedBin = catalogue.get('missed-bin') as Service;
const opened = aCase(missedBin);
const ended = carriedOut(missedBin, opened, { type: 'complete', basedOn: 1 });
const officer = { kind: 'staff', id: 'officer-1' } as const;

describe('how long a case is kept', () => {
  it('is counted in days from its end, the last day whole', () => {
    expect([keptUntil(missedBin, ended), forgetAt(missedBin, ended)]).toEqual(['2027-11-20', '2027-11-21T00:00:00.000Z']);
  });

  it('has no end while it is open', () => {
    expect([keptUntil(missedBin, opened), forgetAt(missedBin, opened)]).toEqual([undefined, undefined]);
  });

  it('is over at once when it was erased', () => {
    const asked = carriedOut(missedBin, ended, { type: 'askErasure' });
    const erased = carriedOut(missedBin, asked, { type: 'erase', because: 'asked', basedOn: 3 }, '2026-11-22T10:00:00.000Z');
    expect(forgetAt(missedBin, erased)).toBe('2026-11-22T10:00:00.000Z');
  });
});

describe('a copy', () => {
  const given = carriedOut(missedBin, opened, { type: 'giveCopy', checked: 'in-person' });

  it('can be read for half an hour by whoever gave it', () => {
    expect(isCopyOpen(given, '2026-11-20T10:29:00.000Z', officer)).toBe(true);
    expect(isCopyOpen(given, '2026-11-20T10:30:00.000Z', officer)).toBe(false);
  });

  it('can be read by nobody else', () => {
    expect(isCopyOpen(given, AT, { kind: 'staff', id: 'officer-2' })).toBe(false);
    expect(isCopyOpen(given, AT, { kind: 'resident' })).toBe(false);
  });
});

it('is asked again after it was declined, and not while it waits', () => {
  const asked = carriedOut(missedBin, opened, { type: 'askErasure' });
  expect(isErasureAsked(asked)).toBe(true);
  expect(() => carriedOut(missedBin, asked, { type: 'askErasure' })).toThrow('refused: already-asked');
  const declined = carriedOut(missedBin, asked, { type: 'declineErasure', reason: 'It is open', basedOn: 2 }, '2026-11-20T11:00:00.000Z');
  expect(isErasureAsked(declined)).toBe(false);
  expect(isErasureAsked(carriedOut(missedBin, declined, { type: 'askErasure' }, '2026-11-20T12:00:00.000Z'))).toBe(true);
});

it('takes nothing once it was erased', () => {
  const asked = carriedOut(missedBin, ended, { type: 'askErasure' });
  const erased = carriedOut(missedBin, asked, { type: 'erase', because: 'asked', basedOn: 3 });
  expect(() => carriedOut(missedBin, erased, { type: 'note', note: 'hello' })).toThrow('refused: erased');
});

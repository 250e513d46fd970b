import { describe, expect, it } from 'vitest';
import { factOfText } from '../../../shared/domain/facts-of-text.ts';

const text = {
  log: { kind: 'case', id: 'K7MQ2X1' } as const,
  sequence: 2,
  purpose: 'needs',
  at: '2026-03-31T23:30:00.000Z',
  service: 'housing-benefit',
};

describe('what a text counts for', () => {
  it('counts once, on the local day of its cause and for its service', () => {
    expect(factOfText(text, 'delivered')).toMatchObject({
      id: 'text:case:K7MQ2X1:2:needs',
      day: '2026-04-01',
      service: 'housing-benefit',
      type: 'text',
      quantity: 1,
      outcome: 'delivered',
    });
  });

  it('lets the word of the carrier replace that there was none, and never the other way', () => {
    expect(factOfText(text, 'delivered').version).toBeGreaterThan(factOfText(text, 'unconfirmed').version);
    expect(factOfText(text, 'failed').version).toBeGreaterThan(factOfText(text, 'unconfirmed').version);
    expect(factOfText(text, 'refused').version).toBeGreaterThan(factOfText(text, 'unconfirmed').version);
  });

  it('holds nothing of the person', () => {
    const { log, sequence, purpose, at } = text;
    const personal = { to: '+447700900123', body: 'Northwick Council: hello' };
    const fact = factOfText({ log, sequence, purpose, at, ...{ personal } }, 'failed');
    expect(fact.service).toBe('none');
    expect(JSON.stringify(fact)).not.toContain('7700900123');
  });
});

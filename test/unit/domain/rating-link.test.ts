import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import { parseRatingToken, ratingLink } from '../../../shared/domain/rating-link.ts';

const keyring = createKeyring('a secret of at least thirty-two characters');
const tokenOf = (kind: 'case' | 'contact', id = 'K7MQ2X1') =>
  ratingLink('https://council.example', keyring, { kind, id }).replace('https://council.example/r/', '');

describe('a rating link', () => {
  it.each(['case', 'contact'] as const)('leads back to the %s it was made for', (kind) => {
    expect(parseRatingToken(keyring, tokenOf(kind))).toEqual({ kind, id: 'K7MQ2X1' });
  });

  it('is short, and ends in a letter or digit, so that a phone makes all of it a link', () => {
    for (let n = 0; n < 500; n++) expect(tokenOf('case', String(1_000_000 + n))).toMatch(/^[0-9A-Z]{7}[0-9A-Za-z]{6}$/);
  });

  it('does not serve for a contact of the same id', () => {
    expect(parseRatingToken(keyring, `c-${tokenOf('case')}`)).toBeUndefined();
    expect(parseRatingToken(keyring, tokenOf('contact').slice(2))).toBeUndefined();
  });

  it.each(['', 'K7MQ2X1', 'K7MQ2X1aaaaaa', 'c-K7MQ2X1aaaaaa', '../console', `${tokenOf('case')}x`, tokenOf('case').toLowerCase()])(
    'refuses %j',
    (token) => {
      expect(parseRatingToken(keyring, token)).toBeUndefined();
    },
  );
});

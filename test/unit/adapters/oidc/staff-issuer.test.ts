import { describe, expect, it } from 'vitest';
import { signedInWithin, staffOf } from '../../../../shared/adapters/oidc/staff-issuer.ts';

describe('who an ID token names', () => {
  it.each([
    ['an issuer that says groups', { sub: 'u1', name: 'Bryn Davies', groups: ['officer', 'team:benefits'] }],
    ['Cognito', { sub: 'u1', name: 'Bryn Davies', 'cognito:groups': ['officer', 'team:benefits'] }],
    [
      'one that says both',
      { sub: 'u1', name: 'Bryn Davies', groups: ['officer', 'team:benefits'], 'cognito:groups': ['officer', 'team:benefits'] },
    ],
  ])('reads %s', (_, claims) => {
    expect(staffOf(claims)).toEqual({ id: 'u1', name: 'Bryn Davies', roles: ['officer'], teams: ['benefits'] });
  });

  it('gives nobody a role whose groups are absent or odd', () => {
    expect(staffOf({ sub: 'u1', email: 'bryn@northwick.example' })).toEqual({
      id: 'u1',
      name: 'bryn@northwick.example',
      roles: [],
      teams: [],
    });
    expect(staffOf({ sub: 'u1', groups: { officer: true }, name: '' }).roles).toEqual([]);
  });

  it('takes no token without a subject', () => {
    expect(() => staffOf({ name: 'Bryn' })).toThrow('no subject');
  });
});

describe('whether somebody gave their password since they were sent to the issuer', () => {
  it('goes by the times of the issuer, whatever our clock says', () => {
    expect(signedInWithin({ iat: 5000, auth_time: 4990 }, 10_000)).toBe(true);
    expect(signedInWithin({ iat: 5000, auth_time: 4980 }, 10_000)).toBe(false);
  });

  it('believes an issuer that does not say when', () => {
    expect(signedInWithin({ iat: 5000 }, 10_000)).toBe(true);
  });
});

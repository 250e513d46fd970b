import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessTokenVerifier } from '../../../../shared/adapters/oidc/access-token.ts';

let server: Server;
let issuer: string;
let signed: (claims: JWTPayload, change?: { issuer?: string; expires?: string; foreign?: boolean }) => Promise<string>;
let asked = 0;

beforeAll(async () => {
  const ours = await generateKeyPair('ES256');
  const foreign = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }] };
  server = createServer((request, response) => {
    asked++;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.endsWith('/jwks') ? keys : { issuer, jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  signed = async (claims, change = {}) =>
    `Bearer ${await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer(change.issuer ?? issuer)
      .setIssuedAt()
      .setExpirationTime(change.expires ?? '5m')
      .sign((change.foreign ? foreign : ours).privateKey)}`;
});
afterAll(() => server.close());

const verify = (authorization: string | undefined) =>
  createAccessTokenVerifier({ issuer, audience: ['the-api', 'a-client'] })(authorization);

describe('an access token is taken', () => {
  it('as an OpenID provider makes it, with an audience and scopes', async () => {
    const token = await signed({ client_id: 'a', aud: 'the-api', scope: 'front-door/cases.read front-door/cases.write' });
    expect(await verify(token)).toEqual({ id: 'a', scopes: ['front-door/cases.read', 'front-door/cases.write'] });
  });
  it('as Cognito makes it, for a client and without an audience', async () => {
    expect(await verify(await signed({ client_id: 'a-client', scope: 'front-door/cases.read' }))).toEqual({
      id: 'a-client',
      scopes: ['front-door/cases.read'],
    });
  });
  it('as Entra makes it, with the roles of an application', async () => {
    expect(await verify(await signed({ azp: 'b', aud: 'the-api', roles: ['cases.read'] }))).toEqual({ id: 'b', scopes: ['cases.read'] });
  });
});

describe('an access token is refused', () => {
  it.each([
    ['that is not there', async () => undefined],
    ['that is nonsense', async () => 'Bearer nonsense'],
    ['of another kind', async () => 'Basic YTpi'],
    ['made for another API', () => signed({ client_id: 'a', aud: 'elsewhere' })],
    ['of a client nobody let in', () => signed({ client_id: 'stranger' })],
    ['that names nobody', () => signed({ aud: 'the-api' })],
    ['that has expired', () => signed({ client_id: 'a', aud: 'the-api' }, { expires: '-1m' })],
    ['of another issuer', () => signed({ client_id: 'a', aud: 'the-api' }, { issuer: 'https://elsewhere.example' })],
    ['that the issuer did not sign', () => signed({ client_id: 'a', aud: 'the-api' }, { foreign: true })],
  ])('%s', async (_why, token) => {
    expect(await verify(await token())).toBeUndefined();
  });
});

it('asks the issuer for its keys once', async () => {
  const verifyAgain = createAccessTokenVerifier({ issuer, audience: ['the-api'] });
  asked = 0;
  for (let count = 0; count < 3; count++) await verifyAgain(await signed({ client_id: 'a', aud: 'the-api' }));
  expect(asked).toBe(2);
});

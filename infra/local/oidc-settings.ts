import { randomBytes, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import * as z from 'zod';
import { apiScopes } from '../stages.ts';
import type { HttpApi } from './http-api.ts';
import type { KeptState } from './kept-state.ts';
import type { OidcSettings } from './oidc.ts';

interface OidcSources {
  apis: HttpApi[];
  state: KeptState;
  baseUrl: string;
}

/** What the sign-in needs to know, from the templates, and the keys it keeps between runs. */
export async function oidcSettings({ apis, state, baseUrl }: OidcSources): Promise<OidcSettings> {
  const given = (name: string) =>
    apis.flatMap(({ functions }) => functions).find(({ environment }) => environment[name])?.environment[name];
  const consoleClientId = given('OIDC_CLIENT_ID');
  const [audience] = z.array(z.string()).parse(JSON.parse(given('API_AUDIENCE') ?? '[]'));
  let signingKey = state.get<JWK>('signing key');
  if (!signingKey) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    signingKey = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: randomUUID() };
    state.set('signing key', signingKey);
  }
  return {
    baseUrl,
    consoleClientId: consoleClientId ?? 'console',
    apiAudience: audience ?? 'api',
    apiScopes: Object.keys(apiScopes).map((scope) => `front-door/${scope}`),
    apiClient: state.getOrMake('api client', () => ({ clientId: 'back-office', clientSecret: randomBytes(24).toString('base64url') })),
    signingKey,
    cookieKey: state.getOrMake('cookie key', () => randomBytes(24).toString('base64url')),
  };
}

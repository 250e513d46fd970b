import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import { type ClientMetadata, type Configuration, Provider } from 'oidc-provider';
import { page } from './local-page.ts';
import { signInPage, signOutPage } from './sign-in-page.ts';
import { sampleStaff } from './staff.ts';

/** Where the provider answers, on the front door's own address. */
export const OIDC_PATH = '/_local/oidc';

export interface OidcSettings {
  baseUrl: string;
  consoleClientId: string;
  apiClient: { clientId: string; clientSecret: string };
  /** The audience the template's authorizer asks of an access token. */
  apiAudience: string;
  apiScopes: string[];
  signingKey: JWK;
  cookieKey: string;
}

const HOUR_S = 3600;

/** An OpenID provider with the sample staff, and with one client of the API. Nobody has a password: this is a laptop. */
export function createOidcListener(settings: OidcSettings): RequestListener {
  const provider = new Provider(`${settings.baseUrl}${OIDC_PATH}`, configuration(settings));
  // Any page of the front door may be returned to; which one is the console's own business.
  const ownPage = (uri: string) => uri.startsWith(`${settings.baseUrl}/`);
  provider.Client.prototype.redirectUriAllowed = ownPage;
  provider.Client.prototype.postLogoutRedirectUriAllowed = ownPage;
  const handle = provider.callback();
  return (request, response) => {
    const url = request.url ?? '/';
    const path = url.split('?')[0] ?? '';
    if (path.startsWith(`${OIDC_PATH}/sign-in/`)) {
      signIn(provider, request, response).catch(() => {
        response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
        response.end(
          page('This sign-in has ended', '<h1>This sign-in has ended</h1><p>Go back to the page you came from and try again.</p>'),
        );
      });
      return;
    }
    Object.assign(request, { originalUrl: url, url: url.slice(OIDC_PATH.length) || '/' });
    void handle(request, response);
  };
}

async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') {
    const accountId = new URLSearchParams(await readForm(request)).get('staff') ?? '';
    if (sampleStaff.some(({ id }) => id === accountId)) {
      return provider.interactionFinished(request, response, { login: { accountId, remember: true } }, { mergeWithLastSubmission: false });
    }
  }
  await provider.interactionDetails(request, response);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(signInPage(request.url ?? ''));
}

async function readForm(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function configuration(settings: OidcSettings): Configuration {
  const { apiClient, apiAudience, apiScopes } = settings;
  const resource = `urn:${apiAudience}`;
  return {
    clients: clients(settings),
    jwks: { keys: [settings.signingKey] },
    cookies: { keys: [settings.cookieKey] },
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: ['sub', 'groups', 'cognito:groups'], profile: ['name'], email: ['email'] },
    // The identity token says who it is by itself, as Cognito's does.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    ttl: {
      AccessToken: HOUR_S,
      AuthorizationCode: 60,
      ClientCredentials: HOUR_S,
      Grant: 12 * HOUR_S,
      IdToken: HOUR_S,
      Interaction: HOUR_S,
      Session: 12 * HOUR_S,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = page('Signed out', '<h1>You are signed out</h1><p><a href="/console">Sign in again</a></p>');
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_context, client) => (client?.clientId === apiClient.clientId ? resource : []),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience: apiAudience,
          scope: apiScopes.join(' '),
          accessTokenFormat: 'jwt',
          accessTokenTTL: HOUR_S,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: { url: (_context, interaction) => `${OIDC_PATH}/sign-in/${interaction.uid}` },
    findAccount: (_context, id) => {
      const staff = sampleStaff.find((candidate) => candidate.id === id);
      if (!staff) return undefined;
      const { name, email, groups } = staff;
      return { accountId: id, claims: () => ({ sub: id, name, email, groups, 'cognito:groups': groups }) };
    },
    // Nobody is asked to consent: the console is the council's own.
    loadExistingGrant: async ({ oidc }) => {
      if (!oidc.client || !oidc.session?.accountId) return undefined;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    renderError: (context, { error, error_description }) => {
      context.type = 'html';
      context.body = page('Sign-in did not work', `<h1>Sign-in did not work</h1><p>${error}: ${error_description ?? ''}</p>`);
    },
  };
}

function clients({ baseUrl, consoleClientId, apiClient }: OidcSettings): ClientMetadata[] {
  return [
    {
      client_id: consoleClientId,
      token_endpoint_auth_method: 'none',
      redirect_uris: [`${baseUrl}/console/callback`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
    {
      client_id: apiClient.clientId,
      client_secret: apiClient.clientSecret,
      token_endpoint_auth_method: 'client_secret_basic',
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    },
  ];
}

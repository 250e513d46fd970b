/** What the runner uses of oidc-provider, which carries no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Context {
    type: string;
    body: string;
    oidc: {
      client?: { clientId: string };
      session?: { accountId?: string };
      provider: {
        Grant: new (properties: { clientId: string; accountId: string }) => { addOIDCScope(scope: string): void; save(): Promise<string> };
      };
    };
  }
  export type ClientMetadata = Record<string, unknown>;
  export interface Configuration {
    clients: ClientMetadata[];
    features: {
      devInteractions: { enabled: boolean };
      clientCredentials: { enabled: boolean };
      rpInitiatedLogout: {
        enabled: boolean;
        logoutSource: (context: Context, form: string) => void;
        postLogoutSuccessSource: (context: Context) => void;
      };
      resourceIndicators: {
        enabled: boolean;
        defaultResource: (context: Context, client: { clientId: string } | undefined) => string | string[];
        useGrantedResource: () => boolean;
        getResourceServerInfo: () => Record<string, unknown>;
      };
    };
    interactions: { url: (context: Context, interaction: { uid: string }) => string };
    findAccount: (context: Context, id: string) => { accountId: string; claims: () => Record<string, unknown> } | undefined;
    loadExistingGrant: (context: Context) => Promise<unknown>;
    renderError: (context: Context, error: { error: string; error_description?: string }) => void;
    [setting: string]: unknown;
  }
  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    Client: { prototype: { redirectUriAllowed: (uri: string) => boolean; postLogoutRedirectUriAllowed: (uri: string) => boolean } };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<unknown>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object, options?: object): Promise<void>;
  }
}

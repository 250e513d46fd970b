import { describe, expect, it } from 'vitest';
import { named, ofType, only, type Synthesised, synthesise } from './synthesised.ts';

const production = synthesise('production');
const local = synthesise('local', { context: { baseUrl: 'http://localhost:4000', oidcClientId: 'my-console', oidcApiAudience: 'my-api' } });

function environmentOf(made: Synthesised, description: string): Record<string, unknown> {
  return only(made, 'AWS::Lambda::Function', ({ Description }) => Description === description).Properties.Environment.Variables;
}

describe('routes', () => {
  const routes = ofType(production, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => ({
    key: Properties.RouteKey,
    authorization: Properties.AuthorizationType,
  }));

  it('lead to pages, console, report and API, and from GOV.UK Pay', () => {
    expect(Object.fromEntries(routes.map(({ key, authorization }) => [key, authorization]))).toEqual({
      $default: 'NONE',
      'ANY /console': 'NONE',
      'ANY /console/{proxy+}': 'NONE',
      'ANY /console/report': 'NONE',
      'ANY /console/report/{proxy+}': 'NONE',
      'ANY /performance': 'NONE',
      'ANY /api/v1/{proxy+}': 'NONE',
      'ANY /webhooks/govuk-pay': 'NONE',
    });
  });

  it('each lead to a function that API Gateway may call on that route alone', () => {
    expect(ofType(production, 'AWS::ApiGatewayV2::Integration').map(({ Properties }) => Properties.PayloadFormatVersion)).toEqual(
      Array(5).fill('2.0'),
    );
    const callers = ofType(production, 'AWS::Lambda::Permission').filter(
      ({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com',
    );
    expect(callers).toHaveLength(routes.length);
    expect(callers.every(({ Properties }) => Properties.SourceArn)).toBe(true);
  });

  it('are logged by their key, not by the path, which may hold a token', () => {
    const { Format } = only(production, 'AWS::ApiGatewayV2::Stage').Properties.AccessLogSettings;
    expect(Object.keys(JSON.parse(Format))).toEqual(['requestId', 'time', 'route', 'status', 'latencyMs', 'error']);
    expect(Format).not.toMatch(/path|sourceIp|\.ip/);
  });

  it('are logged in JSON whatever is wrong: nothing goes in that may hold a quote', () => {
    const { Format } = only(production, 'AWS::ApiGatewayV2::Stage').Properties.AccessLogSettings;
    expect(Object.values(JSON.parse(Format))).toEqual(
      ['requestId', 'requestTimeEpoch', 'routeKey', 'status', 'responseLatency', 'error.responseType'].map((name) => `$context.${name}`),
    );
  });
});

describe('the functions that people reach', () => {
  it('know the secret that the distribution brings', () => {
    const http = ofType(production, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties.Environment?.Variables.ORIGIN_SECRET_ARN,
    );
    expect(http.map(({ Properties }) => Properties.Description).sort()).toEqual([
      'Hears from GOV.UK Pay what came of a payment',
      'The JSON API of other systems',
      'The pages of officers and advisers',
      'The pages of residents',
      'The quarter page, its charts and its CSV',
    ]);
    for (const { Properties } of http) expect(named(production, Properties.Environment.Variables.ORIGIN_SECRET_ARN)).toBe('OriginVerify');
  });

  it('know the council and their own address', () => {
    const environment = environmentOf(production, 'The pages of residents');
    expect(environment).toMatchObject({ BASE_URL: 'https://my.northwick.gov.uk' });
    expect(JSON.parse(String(environment.COUNCIL))).toMatchObject({ shortName: 'Northwick Council', timezone: 'Europe/London' });
  });
});

describe('staff', () => {
  it('sign in through a user pool unless the stage names another issuer', () => {
    const environment = environmentOf(production, 'The pages of officers and advisers');
    expect(named(production, environment.OIDC_ISSUER as never)).toBe('https://cognito-idp.eu-west-2.amazonaws.com/StaffPool');
    expect(named(production, environment.OIDC_CLIENT_ID as never)).toBe('StaffConsole');
  });

  it('cannot sign themselves up, and show a second factor that is no text', () => {
    expect(only(production, 'AWS::Cognito::UserPool').Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
  });

  it('have a group for each kind of work, and for a team that a service names and no setting does', () => {
    expect(ofType(production, 'AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties.GroupName)).toEqual([
      'adviser',
      'officer',
      'manager',
      'team:benefits',
      'team:environment',
      'team:customer-care',
      'team:community',
      'team:licensing',
    ]);
  });

  it('come back from signing in to the console alone', () => {
    const { Properties } = only(production, 'AWS::Cognito::UserPoolClient', ({ GenerateSecret }) => !GenerateSecret);
    expect(Properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://my.northwick.gov.uk/console/callback'],
      AllowedOAuthScopes: ['openid', 'profile', 'email'],
    });
    // The console ends its own session; it sends nobody to the pool to sign out.
    expect(Properties.LogoutURLs).toBeUndefined();
  });

  it('sign in elsewhere where the stage says so, and then there is no user pool', () => {
    expect(environmentOf(local, 'The pages of officers and advisers')).toMatchObject({
      OIDC_ISSUER: 'http://localhost:4000/_local/oidc',
      OIDC_CLIENT_ID: 'my-console',
    });
    expect(ofType(local, 'AWS::Cognito::UserPool')).toEqual([]);
  });
});

describe('other systems', () => {
  it('show a token of their own client, got with its secret', () => {
    const { Properties } = only(production, 'AWS::Cognito::UserPoolClient', ({ GenerateSecret }) => GenerateSecret);
    expect(Properties.AllowedOAuthFlows).toEqual(['client_credentials']);
    const environment = environmentOf(production, 'The JSON API of other systems');
    expect(named(production, environment.API_ISSUER as never)).toBe('https://cognito-idp.eu-west-2.amazonaws.com/StaffPool');
    expect(named(production, environment.API_AUDIENCE as never)).toBe('["StaffApiBackOffice"]');
  });

  it('are given scopes one by one', () => {
    const { Properties } = only(production, 'AWS::Cognito::UserPoolResourceServer');
    expect(Properties.Identifier).toBe('front-door');
    expect(Properties.Scopes.map(({ ScopeName }: { ScopeName: string }) => ScopeName)).toEqual([
      'services.read',
      'cases.read',
      'cases.write',
      'contacts.write',
      'imports.write',
      'measures.read',
    ]);
  });

  it('show a token for the audience the stage names, where the issuer is another', () => {
    expect(environmentOf(local, 'The JSON API of other systems')).toMatchObject({
      API_AUDIENCE: '["my-api"]',
      API_ISSUER: 'http://localhost:4000/_local/oidc',
    });
  });
});

import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { apiScopes, type SignIn, type Stage } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';

export interface StaffDirectoryProps {
  stage: Stage;
  signIn: Extract<SignIn, { kind: 'user-pool' }>;
  /** Teams that services name. Each has a group, whether or not the stage says what it is for. */
  teams: readonly string[];
}

const pascal = (name: string) => name.replace(/(?:^|[-:])([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Staff and machines that may come in, where the council has no issuer of its own: a Cognito user pool. */
export class StaffDirectory extends Construct {
  readonly issuer: string;
  readonly consoleClientId: string;
  readonly apiClientIds: string[];

  constructor(scope: Construct, id: string, { stage, signIn, teams }: StaffDirectoryProps) {
    super(scope, id);
    const pool = this.pool();
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: `front-door-${stage.name}-${Aws.ACCOUNT_ID}` } });
    const unnamed = teams
      .map((team) => [`team:${team}`, `Works the cases of ${team.replaceAll('-', ' ')}`] as const)
      .filter(([groupName]) => !signIn.groups[groupName]);
    for (const [groupName, description] of Object.entries({ ...signIn.groups, ...Object.fromEntries(unnamed) })) {
      new CfnUserPoolGroup(this, `Group${pascal(groupName)}`, { userPoolId: pool.userPoolId, groupName, description });
    }
    const console = new UserPoolClient(this, 'Console', {
      userPool: pool,
      // A code with PKCE and no client secret: there is then none to keep or lose.
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL],
        callbackUrls: [`${stage.baseUrl}/console/callback`],
      },
      authFlows: {},
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(10),
    });
    this.apiClientIds = this.apiClients(pool, signIn.apiClients).map((client) => client.userPoolClientId);
    this.consoleClientId = console.userPoolClientId;
    this.issuer = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${pool.userPoolId}`;
  }

  private pool(): UserPool {
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 14, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      pool,
      'AwsSolutions-COG8',
      'Threat protection needs the Plus plan. Staff cannot sign themselves up and always show a second factor; a council that wants more uses its own issuer.',
    );
    return pool;
  }

  private apiClients(userPool: UserPool, clients: StaffDirectoryProps['signIn']['apiClients']): UserPoolClient[] {
    const scopes = new Map(
      Object.entries(apiScopes).map(([scopeName, scopeDescription]) => [
        scopeName,
        new ResourceServerScope({ scopeName, scopeDescription }),
      ]),
    );
    const server: UserPoolResourceServer = userPool.addResourceServer('Api', { identifier: 'front-door', scopes: [...scopes.values()] });
    return Object.entries(clients).map(
      ([name, granted]) =>
        new UserPoolClient(this, `Api${pascal(name)}`, {
          userPool,
          userPoolClientName: name,
          generateSecret: true,
          oAuth: {
            flows: { clientCredentials: true },
            scopes: granted.flatMap((scope) => {
              const known = scopes.get(scope);
              return known ? [OAuthScope.resourceServer(server, known)] : [];
            }),
          },
          authFlows: {},
        }),
    );
  }
}

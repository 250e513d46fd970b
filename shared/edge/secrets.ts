import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Reads secrets once in a function's life, at its cold start. */
export function createSecretReader(client: SecretsManagerClient) {
  return async (arn: string): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (!SecretString) throw new Error('a secret has no text');
    return SecretString;
  };
}

import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describeError, type Logger } from '../telemetry/logger.ts';

/** Reads secrets once in a function's life, at its cold start. */
export function createSecretReader(client: SecretsManagerClient) {
  return async (arn: string): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (!SecretString) throw new Error('a secret has no text');
    return SecretString;
  };
}

/** Reads, and rings the alarm where it cannot: whoever asked goes on without, so that nobody else would say so. */
export function readLoudly(read: () => Promise<string>, logger: Logger): () => Promise<string> {
  return () =>
    read().catch((error: unknown) => {
      logger.error('a secret was not read', describeError(error));
      throw error;
    });
}

/** Reads when it is first asked, and keeps what came. A reading that failed is not kept: whoever asks next reads again. */
export function keptOnceRead(read: () => Promise<string>): () => Promise<string> {
  let kept: Promise<string> | undefined;
  return () => {
    kept ??= read().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}

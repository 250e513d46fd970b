import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createRemoveFile } from '../../shared/adapters/s3/remove-file.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { wireForget } from '../../shared/edge/forget.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.forgetter, process.env);
const secret = await createSecretReader(new SecretsManagerClient())(config.KEY_SECRET_ARN);
const { forget } = wireForget({
  catalogue,
  table: createTable(new DynamoDBClient(), config.TABLE_NAME),
  keyring: createKeyring(secret),
  removeObjects: createRemoveFile({ client: new S3Client(), bucketName: config.EVIDENCE_BUCKET }),
  now: Date.now,
});

export const handler = createHandler({ forget, logger: createLogger('forget') });

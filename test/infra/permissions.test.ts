import { describe, expect, it } from 'vitest';
import { functionNames } from '../../infra/constructs/bundles.ts';
import { type Json, named, ofType, type Resource, type Synthesised, synthesise } from './synthesised.ts';

const made = synthesise('production');

const table = (...actions: string[]) => actions.map((action) => `dynamodb:${action} Table.Arn`);
const key = 'secretsmanager:GetSecretValue FrontDoorKey';
const origin = 'secretsmanager:GetSecretValue OriginVerify';
const payKey = 'secretsmanager:GetSecretValue PayKey';
const take = (queue: string) => ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map((action) => `sqs:${action} ${queue}.Arn`);
const sendTexts = 'sqs:SendMessage TextsQueue.Arn';
/** Puts an import on its queue, to be gone on with; puts a file of claims in its bucket. */
const goOn = 'sqs:SendMessage ImportsQueue.Arn';
const sendExtracts = 's3:PutObject Extracts.Arn/arriving/*';
const sendBulk = 'sqs:SendMessage BulkTextsQueue.Arn';

/** All that each function may do, besides writing its own log. */
const allowed: Record<(typeof functionNames)[number], string[]> = {
  portal: [
    ...table('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table.Arn/index/byAsker',
    'dynamodb:Query Table.Arn/index/byPlace',
    's3:PutObject Evidence.Arn/arriving/*',
    payKey,
    'secretsmanager:GetSecretValue OsKey',
    key,
    origin,
  ],
  console: [
    ...table('GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table.Arn/index/byList',
    'dynamodb:Query Table.Arn/index/byAsker',
    goOn,
    's3:GetObject Evidence.Arn/evidence/*',
    's3:GetObjectVersion Evidence.Arn/evidence/*',
    sendExtracts,
    key,
    origin,
  ],
  report: [...table('PutItem', 'Query', 'UpdateItem'), key, origin],
  api: [...table('GetItem', 'PutItem', 'Query', 'UpdateItem'), goOn, sendExtracts, key, origin],
  project: [
    ...table('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table.Arn/index/byAsker',
    'dynamodb:DescribeStream Table.StreamArn',
    'dynamodb:GetRecords Table.StreamArn',
    'dynamodb:GetShardIterator Table.StreamArn',
    'dynamodb:ListStreams Table.Arn/stream/*',
    'sqs:SendMessage ProjectFailuresQueue.Arn',
    sendTexts,
    key,
  ],
  sweep: [
    ...table('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table.Arn/index/byUnprojected',
    'dynamodb:Query Table.Arn/index/byAsker',
    'dynamodb:Query Table.Arn/index/byDue',
    sendTexts,
    key,
  ],
  'release-texts': [...table('GetItem', 'UpdateItem'), 'dynamodb:Query Table.Arn/index/byDue', sendTexts, sendBulk],
  forget: [
    ...table('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table.Arn/index/byDue',
    'dynamodb:Query Table.Arn/index/byAsker',
    's3:ListBucketVersions Evidence.Arn',
    ...['arriving', 'evidence'].flatMap((under) =>
      ['DeleteObject', 'DeleteObjectVersion'].map((action) => `s3:${action} Evidence.Arn/${under}/*`),
    ),
    key,
  ],
  'check-file': [
    ...table('GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...['DeleteObject', 'DeleteObjectVersion', 'GetObject', 'GetObjectVersion'].map((action) => `s3:${action} Evidence.Arn/arriving/*`),
    's3:ListBucket Evidence.Arn',
    's3:PutObject Evidence.Arn/evidence/*',
    's3:DeleteObjectVersion Evidence.Arn/evidence/*',
    'sqs:SendMessage CheckFileFailuresQueue.Arn',
  ],
  'sweep-files': [
    ...table('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table.Arn/index/byDue',
    ...['DeleteObject', 'DeleteObjectVersion', 'GetObject'].map((action) => `s3:${action} Evidence.Arn/arriving/*`),
    's3:ListBucket Evidence.Arn',
  ],
  'roll-up': table('DeleteItem', 'GetItem', 'PutItem', 'Query'),
  'send-text': [
    ...table('GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'sns:Publish anything but arn:aws:sns:*:*:*',
    ...take('TextsQueue'),
    ...take('BulkTextsQueue'),
    key,
  ],
  'settle-text': [...table('GetItem', 'PutItem', 'Query', 'UpdateItem'), 'sqs:SendMessage SettleTextFailuresQueue.Arn', key],
  'import-claims': [
    ...table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    goOn,
    's3:GetObject Extracts.Arn/arriving/*',
    's3:GetObjectVersion Extracts.Arn/arriving/*',
    's3:ListBucket Extracts.Arn',
    ...take('ImportsQueue'),
    key,
  ],
  'receive-text': [...table('PutItem', 'Query', 'UpdateItem'), ...take('InboundTextsQueue'), key],
  'hear-payment': [...table('PutItem', 'Query'), 'secretsmanager:GetSecretValue PaySigning', key, origin],
  'sweep-payments': [...table('DeleteItem', 'PutItem', 'Query', 'UpdateItem'), 'dynamodb:Query Table.Arn/index/byDue', payKey, key],
};

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource?: Json;
  NotResource?: Json;
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const functions = (synthesised: Synthesised): Resource[] =>
  ofType(synthesised, 'AWS::Lambda::Function').filter(({ Properties }) => Properties.Environment?.Variables?.TABLE_NAME);

/** A function is known by what it is deployed to do: its description, as the templates hold no name of it. */
function statementsOf(stack: string, roleId: string): Statement[] {
  const { Policies, ManagedPolicyArns } = made.stacks[stack]?.[roleId]?.Properties ?? {};
  expect(ManagedPolicyArns).toBeUndefined();
  return Policies.flatMap(({ PolicyDocument }: { PolicyDocument: { Statement: Statement[] } }) => PolicyDocument.Statement);
}

function rolesByFunction(): Map<string, { stack: string; roleId: string; logId: string }> {
  const found = new Map();
  for (const [stack, resources] of Object.entries(made.stacks)) {
    for (const [id, { Type, Properties }] of Object.entries(resources)) {
      if (Type !== 'AWS::Lambda::Function' || !Properties.Environment?.Variables?.TABLE_NAME) continue;
      const name = functionNames.find((one) => id.toLowerCase().startsWith(`${one.replaceAll('-', '')}function`));
      found.set(name ?? id, { stack, roleId: Properties.Role['Fn::GetAtt'][0], logId: Properties.LoggingConfig.LogGroup.Ref });
    }
  }
  return found;
}

const roles = rolesByFunction();

describe.each(functionNames)('%s', (name) => {
  const { stack, roleId, logId } = roles.get(name) ?? { stack: '', roleId: '', logId: '' };
  const statements = statementsOf(stack, roleId);
  const ownLog = (statement: Statement) => JSON.stringify(statement.Resource) === JSON.stringify({ 'Fn::GetAtt': [logId, 'Arn'] });

  it('may do what it needs and nothing else', () => {
    const may = statements
      .filter((statement) => !ownLog(statement))
      .flatMap(({ Action, Resource, NotResource }) =>
        list(Action).flatMap((action) => [
          ...list(Resource ?? []).map((resource) => `${action} ${named(made, resource as Json)}`),
          ...list(NotResource ?? []).map((resource) => `${action} anything but ${named(made, resource as Json)}`),
        ]),
      );
    expect(may.sort()).toEqual([...allowed[name]].sort());
  });

  it('may write its own log', () => {
    expect(statements.filter(ownLog)).toEqual([
      expect.objectContaining({ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }),
    ]);
  });
});

it('tells of the key only whom it lets read the key', () => {
  const told = functions(made).map(({ Properties }) => [Properties.Description, Boolean(Properties.Environment.Variables.KEY_SECRET_ARN)]);
  const untold = told.filter(([, key]) => !key).map(([description]) => description);
  expect(untold.sort()).toEqual([
    'Checks each file that was scanned, and takes out where and by whom it was made',
    'Folds the facts of slices that have changed',
    'Puts texts that have become due on their queue, at the pace the number carries',
    'Turns away files that no scan came for, and tells cases what they were not told',
  ]);
  expect(functionNames.filter((name) => !allowed[name].includes(key)).sort()).toEqual([
    'check-file',
    'release-texts',
    'roll-up',
    'sweep-files',
  ]);
});

it('gives every function a role of its own', () => {
  expect(functions(made)).toHaveLength(functionNames.length);
  expect(new Set([...roles.values()].map(({ roleId }) => roleId)).size).toBe(functionNames.length);
});

it('allows no function an action with a star', () => {
  const actions = [...roles.values()].flatMap(({ stack, roleId }) => statementsOf(stack, roleId).flatMap(({ Action }) => list(Action)));
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

it('adds no policy beside the one in the role', () => {
  const ofOurs = ofType(made, 'AWS::IAM::Policy').filter(({ Properties }) =>
    Properties.Roles.some((role: { Ref: string }) => [...roles.values()].some(({ roleId }) => roleId === role.Ref)),
  );
  expect(ofOurs).toEqual([]);
});

it('runs each on Node 24, on arm64, with a log that is encrypted and not kept for ever', () => {
  for (const { Properties } of functions(made)) {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
  }
  for (const { stack, logId } of roles.values()) {
    expect(made.stacks[stack]?.[logId]?.Properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() });
  }
});

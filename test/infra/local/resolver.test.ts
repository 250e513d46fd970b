import { describe, expect, it } from 'vitest';
import { toStack } from '../../../infra/local/cloud-assembly.ts';
import { createResolver } from '../../../infra/local/resolver.ts';
import { assertTypesKnown } from '../../../infra/local/resource-types.ts';

const place = { gateUrl: 'http://127.0.0.1:1' };
const data = toStack('data', {
  Resources: { Table: { Type: 'AWS::DynamoDB::Table' }, Key: { Type: 'AWS::SecretsManager::Secret' } },
  Outputs: { TableName: { Value: { Ref: 'Table' }, Export: { Name: { 'Fn::Join': [':', [{ Ref: 'AWS::StackName' }, 'table']] } } } },
});
const portal = toStack('portal', {
  Resources: { Texts: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'texts' } } },
  Parameters: { Version: { Default: '6' }, Password: {} },
  Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
  Mappings: { Sizes: { small: { memory: 512 } } },
});
const { resolve } = createResolver([data, portal], place, () => '{"originVerify":"s3cret"}');
const inPortal = (value: unknown) => resolve(value, 'portal');

describe('an expression', () => {
  it.each([
    ['plain text', 'text', 'text'],
    ['a queue', { Ref: 'Texts' }, 'http://127.0.0.1:1/000000000000/texts'],
    ['an attribute', { 'Fn::GetAtt': ['Texts', 'Arn'] }, 'arn:aws:sqs:eu-west-2:000000000000:texts'],
    ['an attribute with a dot', { 'Fn::GetAtt': 'Texts.QueueName' }, 'texts'],
    ['a parameter', { Ref: 'Version' }, '6'],
    ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-west-2'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how CloudFormation writes it
    ['a substitution', { 'Fn::Sub': ['${Texts.QueueName}/${own}/${!kept}', { own: { Ref: 'Version' } }] }, 'texts/6/${kept}'],
    ['a part of a split', { 'Fn::Select': ['2', { 'Fn::Split': ['/', 'https://host'] }] }, 'host'],
    ['a condition', { 'Fn::If': ['No', 1, { 'Fn::If': ['Yes', 2, 3] }] }, 2],
    ['a mapping', { 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, 512],
    ['an import', { 'Fn::ImportValue': 'data:table' }, 'data-Table'],
    ['nothing', { Ref: 'AWS::NoValue' }, undefined],
    [
      'a secret',
      '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-2:000000000000:secret:a-1:SecretString:originVerify::}}',
      's3cret',
    ],
  ])('gives %s', (_what, expression, value) => {
    expect(inPortal(expression)).toEqual(value);
  });

  it('leaves out what has no value', () => {
    expect(inPortal({ a: 1, b: { Ref: 'AWS::NoValue' }, c: [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }] })).toEqual({ a: 1, c: [] });
  });

  it.each([
    ['an unknown intrinsic', { 'Fn::Transform': {} }],
    ['a resource that is not there', { Ref: 'Nobody' }],
    ['an attribute nobody knows', { 'Fn::GetAtt': ['Texts', 'Colour'] }],
    ['a parameter with no default', { Ref: 'Password' }],
    ['an export nobody makes', { 'Fn::ImportValue': 'data:nothing' }],
    ['a parameter of Systems Manager', '{{resolve:ssm:/a}}'],
  ])('throws on %s', (_what, expression) => {
    expect(() => inPortal(expression)).toThrow();
  });

  it('is worked out only where it is read', () => {
    const value = inPortal({ known: { Ref: 'Version' }, unknown: { 'Fn::GetAtt': ['Texts', 'Colour'] } }) as {
      known: string;
      unknown: string;
    };
    expect(value.known).toBe('6');
    expect(() => value.unknown).toThrow(/does not know Colour/);
  });
});

it('refuses a resource type nobody has decided about', () => {
  expect(() => assertTypesKnown([data, portal])).not.toThrow();
  expect(() => assertTypesKnown([toStack('new', { Resources: { Bus: { Type: 'AWS::Events::EventBus' } } })])).toThrow(
    /AWS::Events::EventBus \(new\/Bus\)/,
  );
});

import { describe, expect, it } from 'vitest';
import { isAllowed, type Statement } from '../../../infra/local/permissions.ts';

const table = 'arn:aws:dynamodb:eu-west-2:000000000000:table/front-door';
const allow = (rest: Partial<Statement>): Statement => ({ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: table, ...rest });
const put = { action: 'dynamodb:PutItem', resource: table };

describe('a call', () => {
  it.each<[string, Statement[], boolean]>([
    ['nothing allows', [], false],
    ['a statement names', [allow({})], true],
    ['a statement names in other letters', [allow({ Action: 'DynamoDB:putitem' })], true],
    ['a statement names among others', [allow({ Action: ['dynamodb:Query', 'dynamodb:Put*'], Resource: ['arn:x', table] })], true],
    ['is allowed on another table', [allow({ Resource: `${table}-other` })], false],
    ['is allowed on an index alone', [allow({ Resource: `${table}/index/*` })], false],
    ['matches by a question mark', [allow({ Action: 'dynamodb:?utItem' })], true],
    ['is allowed and denied', [allow({}), { ...allow({ Action: '*' }), Effect: 'Deny' }], false],
    ['is denied elsewhere', [allow({}), { ...allow({ Resource: 'arn:other' }), Effect: 'Deny' }], true],
    ['is all but something else', [{ Effect: 'Allow', NotAction: 'dynamodb:Scan', NotResource: 'arn:other' }], true],
    ['is what is left out', [{ Effect: 'Allow', NotAction: 'dynamodb:Put*', Resource: '*' }], false],
  ])('that %s', (_what, statements, allowed) => {
    expect(isAllowed(statements, put)).toBe(allowed);
  });

  it('to a phone is allowed by all resources that are no topic, and to a topic is not', () => {
    const statements: Statement[] = [{ Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' }];
    expect(isAllowed(statements, { action: 'sns:Publish', resource: '+447700900123' })).toBe(true);
    expect(isAllowed(statements, { action: 'sns:Publish', resource: 'arn:aws:sns:eu-west-2:000000000000:alarms' })).toBe(false);
  });
});

describe('a condition', () => {
  const under = (Condition: Statement['Condition'], keys?: Record<string, string[]>) =>
    isAllowed([allow(Condition ? { Condition } : {})], { ...put, ...(keys && { keys }) });

  it('must hold', () => {
    const leading = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CASE#*'] } };
    expect(under(leading, { 'dynamodb:LeadingKeys': ['CASE#1'] })).toBe(true);
    expect(under(leading, { 'dynamodb:LeadingKeys': ['FACT#1'] })).toBe(false);
    expect(under({ StringEquals: { 'aws:SourceAccount': '1' } })).toBe(false);
    expect(under({ StringEqualsIfExists: { 'aws:SourceAccount': '1' } })).toBe(true);
    expect(under({ Bool: { 'aws:SecureTransport': 'true' } })).toBe(true);
    expect(under({ StringNotEquals: { 'aws:SecureTransport': ['true', 'x'] } })).toBe(false);
  });

  it('that is not known is an error, not a pass', () => {
    expect(() => under({ DateGreaterThan: { 'aws:CurrentTime': '2026-01-01' } }, { 'aws:CurrentTime': ['x'] })).toThrow(/DateGreaterThan/);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functionNames } from '../../infra/constructs/bundles.ts';
import * as settings from '../../infra/stages.ts';
import { councilSchema, environments } from '../../shared/edge/config.ts';
import { synthesise } from './synthesised.ts';

const { stageNamed } = settings;

/** What a function's `index.ts` parses its environment by. */
function environmentOf(name: (typeof functionNames)[number]): z.ZodObject {
  const [, schema] = /loadConfig\(environments\.(\w+), /.exec(readFileSync(`functions/${name}/index.ts`, 'utf8')) ?? [];
  const found = environments[schema as keyof typeof environments];
  // Stages use SNS, but for one that says otherwise.
  return 'options' in found ? found.options[0] : found;
}

describe.each(['local', 'sandbox', 'production'])('stage %s', (stage) => {
  const made = synthesise(stage);
  const lambdas = new Map(
    Object.values(made.stacks)
      .flatMap((resources) => Object.entries(resources))
      .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
      .map(([id, { Properties }]) => [id.toLowerCase(), Properties.Environment?.Variables ?? {}]),
  );

  it.each(functionNames)('gives %s the environment that it parses, and nothing besides', (name) => {
    const [, given = {}] = [...lambdas].find(([id]) => id.startsWith(`${name.replaceAll('-', '')}function`)) ?? [];
    const schema = environmentOf(name);
    expect(Object.keys(given).sort()).toEqual(Object.keys(schema.shape).sort());
    // What CloudFormation fills in is an address for queues, and a name for all else.
    const filledIn = (variable: string) => {
      if (variable.endsWith('_URL')) return 'https://sqs.eu-west-2.amazonaws.com/1/texts';
      if (variable.endsWith('_ISSUER')) return 'https://issuer.example';
      return variable.endsWith('_AUDIENCE') ? '["a-client"]' : 'a-name-of-aws';
    };
    const filled = Object.entries(given).map(([variable, value]) => [variable, typeof value === 'string' ? value : filledIn(variable)]);
    const { COUNCIL, BASE_URL } = schema.parse(Object.fromEntries(filled)) as Record<string, unknown>;
    if (given.COUNCIL) expect([COUNCIL, BASE_URL]).toEqual([stageNamed(stage).council, stageNamed(stage).baseUrl]);
  });
});

describe('a council', () => {
  const { council } = stageNamed('production');

  it('is described alike where stages are and where functions are', () => {
    expect(z.toJSONSchema(settings.councilSchema)).toEqual(z.toJSONSchema(councilSchema));
  });

  it.each([
    ['with something more', { ...council, motto: 'Onward' }],
    ['whose short name has a letter that doubles the price of texts', { ...council, shortName: 'Ynys Môn' }],
    ['whose short name is long', { ...council, shortName: 'Northwick District Council' }],
    ['whose number is a word', { ...council, phone: 'freephone' }],
    ['elsewhere', { ...council, timezone: 'Europe/Paris' }],
  ])('%s is refused by both', (_, wrong) => {
    expect([settings.councilSchema, councilSchema].map((schema) => schema.safeParse(wrong).success)).toEqual([false, false]);
  });
});

describe('stage local', () => {
  it('signs in at its own address', () => {
    const stage = stageNamed('local', (setting) => ({ baseUrl: 'http://localhost:8080' })[setting]);
    expect(stage.baseUrl).toBe('http://localhost:8080');
    expect(stage.signIn).toMatchObject({
      kind: 'issuer',
      issuer: 'http://localhost:8080/_local/oidc',
      consoleClientId: 'front-door-console',
    });
  });

  it('refuses an address with a slash at its end', () => {
    expect(() => stageNamed('local', (setting) => ({ baseUrl: 'http://localhost:8080/' })[setting])).toThrow('slash');
  });
});

it('names the stages there are when asked for another', () => {
  expect(() => stageNamed('staging')).toThrow('local, sandbox, production');
});

it('deploys every function there is a folder of, and no other', () => {
  const folders = readdirSync('functions').filter((name) => existsSync(`functions/${name}/index.ts`));
  expect(folders.sort()).toEqual([...functionNames].sort());
});

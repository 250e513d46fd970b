import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../infra/constructs/bundles.ts';
import { stageNamed } from '../../infra/stages.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { councilSchema } from '../../shared/edge/config.ts';

describe.each(['local', 'sandbox', 'production'])('stage %s', (name) => {
  it('gives the functions a council they take', () => {
    const { council } = stageNamed(name);
    expect(councilSchema.parse(council)).toEqual(council);
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

it('has a group for the team of every service', () => {
  const { signIn } = stageNamed('production');
  const groups = signIn.kind === 'user-pool' ? Object.keys(signIn.groups) : [];
  expect(groups).toEqual(expect.arrayContaining([...catalogue.values()].map(({ team }) => `team:${team}`)));
});

it('deploys every function there is a folder of, and no other', () => {
  const folders = readdirSync('functions').filter((name) => existsSync(`functions/${name}/index.ts`));
  expect(folders.sort()).toEqual([...functionNames].sort());
});

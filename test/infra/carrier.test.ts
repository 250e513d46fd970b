import { describe, expect, it } from 'vitest';
import { stageNamed } from '../../infra/stages.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { named, type Resource, type Synthesised, synthesise } from './synthesised.ts';

const functionIn = ({ stacks }: Synthesised): Resource =>
  Object.entries(stacks.Messaging ?? {}).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith('SendTextFunction'),
  )?.[1] ?? expect.fail('no function sends texts');
const roleIn = ({ stacks }: Synthesised): string =>
  JSON.stringify(
    Object.entries(stacks.Messaging ?? {}).find(([id, { Type }]) => Type === 'AWS::IAM::Role' && id.startsWith('SendText'))?.[1],
  );

/** The environment as the function would read it: what refers to another resource in words. */
const environmentIn = (made: Synthesised): Record<string, string> =>
  Object.fromEntries(
    Object.entries(functionIn(made).Properties.Environment.Variables).map(([name, value]) => [name, named(made, value as string)]),
  );

describe('by SNS, texts', () => {
  const made = synthesise('production');

  it('go from the council’s own number, by a function that is told no secret of Notify', () => {
    const config = loadConfig(environments.sender, environmentIn(made));
    expect(config).toMatchObject({ CARRIER: 'sns', ORIGINATION_NUMBER: 'TextNumber.PhoneNumber' });
    expect(JSON.stringify(made.stacks)).not.toContain('NOTIFY');
    expect(JSON.stringify(made.stacks)).not.toContain('CarrierNotifyKey');
  });
});

describe('by GOV.UK Notify, texts', () => {
  const made = synthesise('local', { context: { carrier: 'notify', notifyUrl: 'http://127.0.0.1:4000' } });

  it('go to its address with a template and a key, which only its secret holds', () => {
    const config = loadConfig(environments.sender, environmentIn(made));
    expect(config).toMatchObject({
      CARRIER: 'notify',
      NOTIFY_URL: 'http://127.0.0.1:4000',
      NOTIFY_KEY_SECRET_ARN: 'CarrierNotifyKey',
      NOTIFY_TEMPLATE_ID: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
    });
    const secret = Object.entries(made.stacks.Messaging ?? {}).find(([id]) => id.startsWith('CarrierNotifyKey'))?.[1];
    expect(secret).toMatchObject({
      Type: 'AWS::SecretsManager::Secret',
      DeletionPolicy: 'Retain',
      Properties: { KmsKeyId: expect.anything() },
    });
  });

  it('go by a function that may read the key, and may not publish to a phone', () => {
    expect(roleIn(made)).toContain('CarrierNotifyKey');
    expect(roleIn(made)).not.toContain('sns:Publish');
  });
});

describe('the setting', () => {
  it('is SNS everywhere until a council chooses Notify', () => {
    for (const name of ['local', 'sandbox', 'production']) expect(stageNamed(name).carrier).toEqual({ kind: 'sns' });
  });

  it('refuses a carrier that there is not', () => {
    expect(() => stageNamed('local', (name) => (name === 'carrier' ? 'pigeon' : undefined))).toThrow('There is no carrier "pigeon"');
  });
});

import { randomInt } from 'node:crypto';
import * as z from 'zod';
import type { GateAnswer, GateService } from './gate.ts';
import type { KeptState } from './kept-state.ts';
import { cfnBoolean, cfnNumber, type Templates } from './templates.ts';

const generation = z.object({
  PasswordLength: cfnNumber.default(32),
  ExcludeCharacters: z.string().default(''),
  ExcludePunctuation: cfnBoolean.default(false),
  ExcludeNumbers: cfnBoolean.default(false),
  ExcludeLowercase: cfnBoolean.default(false),
  ExcludeUppercase: cfnBoolean.default(false),
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
});

/** Finds each secret's value by its ARN: generated once as the template says, and kept. */
export function createSecrets(templates: () => Templates, state: KeptState) {
  return (secretArn: string): string => {
    const resource = templates().find(secretArn, 'AWS::SecretsManager::Secret');
    const { GenerateSecretString, SecretString } = templates().read(resource, {
      GenerateSecretString: generation.optional(),
      SecretString: z.string().optional(),
    });
    return SecretString ?? state.getOrMake(`secret ${secretArn}`, () => generate(GenerateSecretString ?? generation.parse({})));
  };
}

function generate(rules: z.infer<typeof generation>): string {
  const alphabet = [
    rules.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    rules.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    rules.ExcludeNumbers ? '' : '0123456789',
    rules.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  ]
    .join('')
    .replace(/./gs, (symbol) => (rules.ExcludeCharacters.includes(symbol) ? '' : symbol));
  const made = Array.from({ length: rules.PasswordLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  if (!rules.GenerateStringKey) return made;
  return JSON.stringify({ ...(JSON.parse(rules.SecretStringTemplate ?? '{}') as object), [rules.GenerateStringKey]: made });
}

/** Secrets Manager behind the gate: `GetSecretValue` alone. */
export function createSecretsGate(templates: Templates, secretValue: (secretArn: string) => string): GateService {
  const json = (status: number, body: unknown): GateAnswer => ({
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  });
  const refuse = (code: string, message: string) => json(400, { __type: code, message });
  return {
    refuse,
    prepare: ({ headers, body }) => {
      const operation = String(headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const { SecretId = '' } = JSON.parse(body.toString('utf8') || '{}') as { SecretId?: string };
      const arns = templates.ofType('AWS::SecretsManager::Secret').map((secret) => templates.refOf(secret));
      const arn = arns.find((candidate) => candidate === SecretId || candidate.includes(`:secret:${SecretId}-`)) ?? SecretId;
      return {
        operation,
        accesses: [{ action: `secretsmanager:${operation}`, resource: arn }],
        run: async () => {
          if (operation !== 'GetSecretValue') return refuse('InvalidRequestException', `The local runner has no ${operation}`);
          if (!arns.includes(arn)) return refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
          return json(200, { ARN: arn, Name: arn.split(':').pop(), SecretString: secretValue(arn), VersionStages: ['AWSCURRENT'] });
        },
      };
    },
  };
}

import type { Resource, Stack } from './cloud-assembly.ts';
import { ACCOUNT, attributeOf, type Place, REGION } from './physical-names.ts';

const NO_VALUE = Symbol('AWS::NoValue');

export interface Resolver {
  /**
   * The value an expression of that stack gives. An object's properties are worked out as they are read, so that what
   * nobody reads need not be known. Throws on what it cannot work out.
   */
  resolve(value: unknown, stack: string): unknown;
  /** Whether a resource is there at all: its condition, if it has one, holds. */
  exists(resource: Resource): boolean;
}

interface Context {
  stack: Stack;
  all: Stack[];
  place: Place;
  /** Value of a Secrets Manager secret, for `{{resolve:secretsmanager:…}}`. */
  secretValue: (secretArn: string) => string;
}

type Intrinsic = (argument: never, context: Context) => unknown;

const intrinsics: Record<string, Intrinsic> = {
  Ref: (name: string, context) => reference(name, context),
  'Fn::GetAtt': (argument: string | [string, string], context) => {
    const [logicalId, attribute] = typeof argument === 'string' ? splitOnce(argument) : argument;
    return attributeIn(logicalId, String(evaluate(attribute, context)), context);
  },
  'Fn::Join': ([separator, parts]: [string, unknown], context) => list(parts, context).map(String).join(separator),
  'Fn::Select': ([index, from]: [unknown, unknown], context) => {
    const chosen = list(from, context)[Number(evaluate(index, context))];
    if (chosen === undefined) throw new Error('Fn::Select chose past the end of its list');
    return chosen;
  },
  'Fn::Split': ([separator, text]: [string, unknown], context) => String(evaluate(text, context)).split(separator),
  'Fn::Sub': (argument: string | [string, Record<string, unknown>], context) => {
    const [template, given] = typeof argument === 'string' ? [argument, {}] : argument;
    return template.replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in given) return String(evaluate(given[name as keyof typeof given], context));
      return String(name.includes('.') ? attributeIn(...splitOnce(name), context) : reference(name, context));
    });
  },
  'Fn::If': ([condition, then, otherwise]: [string, unknown, unknown], context) =>
    evaluate(holds(condition, context) ? then : otherwise, context),
  'Fn::Equals': ([left, right]: [unknown, unknown], context) => evaluate(left, context) === evaluate(right, context),
  'Fn::Not': ([value]: [unknown], context) => !evaluate(value, context),
  'Fn::And': (values: unknown[], context) => values.every((value) => evaluate(value, context)),
  'Fn::Or': (values: unknown[], context) => values.some((value) => evaluate(value, context)),
  Condition: (name: string, context) => holds(name, context),
  'Fn::FindInMap': ([map, first, second]: [string, unknown, unknown], context) => {
    const found = context.stack.mappings[map]?.[String(evaluate(first, context))]?.[String(evaluate(second, context))];
    if (found === undefined) throw new Error(`Fn::FindInMap finds nothing in ${map}`);
    return found;
  },
  'Fn::Base64': (value: unknown, context) => Buffer.from(String(evaluate(value, context))).toString('base64'),
  'Fn::ImportValue': (name: unknown, context) => importValue(String(evaluate(name, context)), context),
  'Fn::GetStackOutput': ({ StackName, OutputName }: { StackName: string; OutputName: string }, context) => {
    const stack = context.all.find(({ name }) => name === StackName);
    const output = stack?.outputs[OutputName];
    if (!stack || !output) throw new Error(`No stack ${StackName} with an output ${OutputName}`);
    return evaluate(output.Value, { ...context, stack });
  },
};

/** Works out expressions of the given stacks as CloudFormation would, for resources running at `place`. */
export function createResolver(all: Stack[], place: Place, secretValue: (secretArn: string) => string = refuseSecret): Resolver {
  const contextOf = (name: string): Context => {
    const stack = all.find((candidate) => candidate.name === name);
    if (!stack) throw new Error(`No stack ${name}`);
    return { stack, all, place, secretValue };
  };
  return {
    resolve: (value, stack) => {
      const result = evaluate(value, contextOf(stack));
      return result === NO_VALUE ? undefined : result;
    },
    exists: (resource) => resource.condition === undefined || holds(resource.condition, contextOf(resource.stack)),
  };
}

function refuseSecret(arn: string): never {
  throw new Error(`No value for the secret ${arn}`);
}

function evaluate(value: unknown, context: Context): unknown {
  if (typeof value === 'string') return value.includes('{{resolve:') ? dynamicReferences(value, context) : value;
  if (Array.isArray(value)) return value.map((entry) => evaluate(entry, context)).filter((entry) => entry !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first && /^(Ref|Condition|Fn::.+)$/.test(first[0]) && !isPolicyCondition(first)) {
    const intrinsic = intrinsics[first[0]];
    if (!intrinsic) throw new Error(`The local runner cannot resolve ${first[0]} (in ${context.stack.name})`);
    const result = intrinsic(first[1] as never, context);
    return typeof result === 'string' && result.includes('{{resolve:') ? dynamicReferences(result, context) : result;
  }
  const kept = entries.filter(([, entry]) => !mayBeNoValue(entry) || evaluate(entry, context) !== NO_VALUE);
  return Object.defineProperties(
    {},
    Object.fromEntries(kept.map(([key, entry]) => [key, { enumerable: true, get: () => evaluate(entry, context) }])),
  );
}

const mayBeNoValue = (entry: unknown): boolean => typeof entry === 'object' && entry !== null && ('Ref' in entry || 'Fn::If' in entry);

/** `{ "Condition": { … } }` is a policy's, `{ "Condition": "Name" }` is CloudFormation's. */
const isPolicyCondition = ([key, argument]: [string, unknown]): boolean => key === 'Condition' && typeof argument !== 'string';

function reference(name: string, context: Context): unknown {
  const pseudo: Record<string, unknown> = {
    'AWS::Region': REGION,
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': context.stack.name,
    'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${context.stack.name}/00000000-0000-4000-8000-000000000000`,
    'AWS::NoValue': NO_VALUE,
  };
  if (name in pseudo) return pseudo[name];
  const parameter = context.stack.parameters[name];
  if (parameter) {
    if (parameter.Default === undefined) throw new Error(`The parameter ${name} of ${context.stack.name} has no default`);
    return parameter.Default;
  }
  return attributeIn(name, undefined, context);
}

function attributeIn(logicalId: string, attribute: string | undefined, context: Context): string {
  const resource = context.stack.resources.get(logicalId);
  if (!resource) throw new Error(`${context.stack.name} has no ${logicalId}`);
  return attributeOf(resource, attribute, { place: context.place, resolve: (value) => evaluate(value, context) });
}

function importValue(name: string, context: Context): unknown {
  for (const stack of context.all) {
    const inStack = { ...context, stack };
    for (const { Value, Export } of Object.values(stack.outputs)) {
      if (Export && evaluate(Export.Name, inStack) === name) return evaluate(Value, inStack);
    }
  }
  throw new Error(`No stack exports ${name}`);
}

function holds(name: string, context: Context): boolean {
  if (!(name in context.stack.conditions)) throw new Error(`${context.stack.name} has no condition ${name}`);
  return Boolean(evaluate(context.stack.conditions[name], context));
}

function list(value: unknown, context: Context): unknown[] {
  const result = evaluate(value, context);
  if (!Array.isArray(result)) throw new Error(`Expected a list in ${context.stack.name}, found ${JSON.stringify(result)}`);
  return result;
}

function splitOnce(path: string): [string, string] {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

/** `{{resolve:secretsmanager:ARN:SecretString:json-key::}}`, the only kind of dynamic reference run here. */
function dynamicReferences(text: string, { secretValue }: Context): string {
  return text.replace(/\{\{resolve:([^}]+)\}\}/g, (_match, inner: string) => {
    const found = /^secretsmanager:(arn:aws:secretsmanager:[^:]*:[^:]*:secret:[^:]+)(?::SecretString(?::([^:]*))?.*)?$/.exec(inner);
    if (!found) throw new Error(`The local runner cannot resolve {{resolve:${inner}}}`);
    const value = secretValue(found[1] as string);
    return found[2] ? String((JSON.parse(value) as Record<string, unknown>)[found[2]]) : value;
  });
}

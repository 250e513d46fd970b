import * as z from 'zod';
import type { Statement } from './permissions.ts';
import type { Templates } from './templates.ts';

export interface LambdaFunction {
  /** The folder under `functions/` it was built from. */
  name: string;
  physicalName: string;
  arn: string;
  /** File and export, as `index.handler`. */
  handler: string;
  codeFolder: string;
  environment: Record<string, string>;
  timeoutMs: number;
  memoryMb: number;
  concurrency: number | undefined;
  role: string;
  statements: Statement[];
}

const statements = z.object({ Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]) });

/** Managed policies of AWS that allow nothing the runner checks: logs, traces. */
const logsOnly = /service-role\/AWSLambdaBasicExecutionRole$|AWSXRayDaemonWriteAccess$/;

/** All statements that a role in the templates carries, inline and attached. */
export function roleStatements(templates: Templates, roleReference: string): { role: string; statements: Statement[] } {
  const role = templates.find(roleReference, 'AWS::IAM::Role');
  const name = templates.refOf(role);
  const { ManagedPolicyArns, Policies } = templates.read(role, {
    ManagedPolicyArns: z.array(z.string()).optional(),
    Policies: z.array(z.object({ PolicyDocument: statements })).optional(),
  });
  const own = templates.ofType('AWS::IAM::ManagedPolicy').map((policy) => templates.refOf(policy));
  const unknown = (ManagedPolicyArns ?? []).filter((arn) => !logsOnly.test(arn) && !own.includes(arn));
  if (unknown.length > 0) throw new Error(`The local runner does not know what ${unknown.join(', ')} allows (role ${name})`);
  const attached = templates
    .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .map((policy) => ({
      ref: templates.refOf(policy),
      ...templates.read(policy, { Roles: z.array(z.string()).optional(), PolicyDocument: statements }),
    }))
    .filter(({ Roles, ref }) => Roles?.includes(name) || ManagedPolicyArns?.includes(ref));
  const documents = [...(Policies ?? []), ...attached].flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  // Copied, so that what cannot be resolved is found now and not in the middle of a call.
  return { role: name, statements: structuredClone(documents) as Statement[] };
}

/**
 * Finds functions by what refers to them: an ARN, a name, an alias or an API Gateway invocation address.
 * A function is read once, when first asked for, so that those the CDK adds for its own deployment are never looked at.
 * @param nameOf the folder name for an asset's folder
 */
export function createFunctionFinder(templates: Templates, nameOf: (codeFolder: string) => string) {
  const found = new Map<string, LambdaFunction>();
  return (reference: string): LambdaFunction => {
    const physicalName = /:function:([^:/]+)/.exec(reference)?.[1] ?? reference;
    const known = found.get(physicalName);
    if (known) return known;
    const resource = templates.find(physicalName, 'AWS::Lambda::Function');
    const read = templates.read(resource, {
      Code: z.object({ S3Key: z.string() }),
      Handler: z.string(),
      Role: z.string(),
      Runtime: z.string(),
      Timeout: z.coerce.number().default(3),
      MemorySize: z.coerce.number().default(128),
      ReservedConcurrentExecutions: z.coerce.number().optional(),
      Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).optional() }).optional(),
    });
    if (!read.Runtime.startsWith('nodejs')) throw new Error(`${physicalName} runs on ${read.Runtime}, which the local runner does not`);
    const codeFolder = templates.assetFolder(resource, read.Code.S3Key);
    const lambda: LambdaFunction = {
      name: nameOf(codeFolder),
      physicalName,
      arn: templates.attributeOf(resource, 'Arn'),
      handler: read.Handler,
      codeFolder,
      environment: read.Environment?.Variables ?? {},
      timeoutMs: read.Timeout * 1000,
      memoryMb: read.MemorySize,
      concurrency: read.ReservedConcurrentExecutions,
      ...roleStatements(templates, read.Role),
    };
    found.set(physicalName, lambda);
    return lambda;
  };
}

export type FunctionFinder = ReturnType<typeof createFunctionFinder>;

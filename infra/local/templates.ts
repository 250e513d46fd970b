import * as z from 'zod';
import type { Resource, Stack } from './cloud-assembly.ts';
import type { Resolver } from './resolver.ts';

/** The synthesised stacks, as the runner asks about them. Nothing is resolved before it is asked for. */
export interface Templates {
  ofType(...types: string[]): Resource[];
  /** The properties named in `shape`, resolved and parsed; nothing else of the resource is looked at. */
  read<S extends z.ZodRawShape>(resource: Resource, shape: S): z.infer<z.ZodObject<S>>;
  /** The resource's `Ref`. */
  refOf(resource: Resource): string;
  attributeOf(resource: Resource, attribute: string): string;
  /** The one resource of those types whose `Ref` or `Arn` this is. */
  find(reference: string, ...types: string[]): Resource;
  /** The folder of an asset, by its S3 key. */
  assetFolder(resource: Resource, s3Key: string): string;
}

export function createTemplates(stacks: Stack[], resolver: Resolver): Templates {
  const everything = stacks.flatMap((stack) => [...stack.resources.values()]);
  const ofType = (...types: string[]) => everything.filter((resource) => types.includes(resource.type) && resolver.exists(resource));
  const attributeOf = (resource: Resource, attribute: string) =>
    String(resolver.resolve({ 'Fn::GetAtt': [resource.logicalId, attribute] }, resource.stack));
  const refOf = (resource: Resource) => String(resolver.resolve({ Ref: resource.logicalId }, resource.stack));
  return {
    ofType,
    refOf,
    attributeOf,
    read: (resource, shape) => {
      const values = Object.keys(shape).map((key) => [key, resolver.resolve(resource.properties[key], resource.stack)]);
      const parsed = z.object(shape).safeParse(Object.fromEntries(values));
      if (!parsed.success) {
        throw new Error(
          `The local runner cannot read ${resource.type} ${resource.stack}/${resource.logicalId}: ${z.prettifyError(parsed.error)}`,
        );
      }
      return parsed.data;
    },
    find: (reference, ...types) => {
      const candidates = ofType(...types);
      const found =
        candidates.find((resource) => refOf(resource) === reference) ??
        candidates.find((resource) => attributeOf(resource, 'Arn') === reference);
      if (!found) throw new Error(`No ${types.join(' or ')} is ${reference}`);
      return found;
    },
    assetFolder: (resource, s3Key) => {
      const folder = stacks.find(({ name }) => name === resource.stack)?.assets.get(s3Key.replace(/\.zip$/, ''));
      if (!folder) throw new Error(`No asset ${s3Key} in ${resource.stack}`);
      return folder;
    },
  };
}

/** CloudFormation lets numbers and booleans be written as text. */
export const cfnNumber = z.coerce.number();
export const cfnBoolean = z.union([z.boolean(), z.stringbool()]);

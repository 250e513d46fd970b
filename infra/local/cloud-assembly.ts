import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Properties = Record<string, unknown>;

export interface Resource {
  stack: string;
  logicalId: string;
  type: string;
  properties: Properties;
  condition?: string;
  metadata: Properties;
}

export interface Stack {
  name: string;
  resources: Map<string, Resource>;
  outputs: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
  parameters: Record<string, { Default?: unknown }>;
  conditions: Properties;
  mappings: Record<string, Record<string, Properties>>;
  /** Asset folders by the hash that is their S3 key less `.zip`. */
  assets: Map<string, string>;
}

interface Manifest {
  artifacts?: Record<
    string,
    { type: string; properties?: { templateFile?: string; stackName?: string; file?: string; directoryName?: string } }
  >;
}

interface AssetManifest {
  files?: Record<string, { source?: { path?: string } }>;
}

interface Template {
  Resources?: Record<string, { Type: string; Properties?: Properties; Condition?: string; Metadata?: Properties }>;
  Outputs?: Stack['outputs'];
  Parameters?: Stack['parameters'];
  Conditions?: Properties;
  Mappings?: Stack['mappings'];
}

const readJson = <T>(path: string, rewrite: (text: string) => string): T => JSON.parse(rewrite(readFileSync(path, 'utf8'))) as T;

/**
 * Reads every stack of a synthesised cloud assembly, nested stages included.
 * @param rewrite changes the text of templates as they are read: the runner puts its own address in place of the one synthesised
 */
export function readAssembly(directory: string, rewrite: (text: string) => string = (text) => text): Stack[] {
  const manifest = readJson<Manifest>(join(directory, 'manifest.json'), (text) => text);
  const artifacts = Object.entries(manifest.artifacts ?? {});
  const assets = new Map(
    artifacts
      .filter(([, artifact]) => artifact.type === 'cdk:asset-manifest')
      .flatMap(([, artifact]) => assetFolders(directory, artifact.properties?.file ?? '')),
  );
  return artifacts.flatMap(([id, { type, properties }]) => {
    if (type === 'cdk:cloud-assembly') return readAssembly(resolve(directory, properties?.directoryName ?? ''), rewrite);
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) return [];
    const template = readJson<Template>(join(directory, properties.templateFile), rewrite);
    return [toStack(properties.stackName ?? id, template, assets)];
  });
}

/** A stack from a template that is already at hand; tests use it. */
export function toStack(name: string, template: Template, assets = new Map<string, string>()): Stack {
  const resources = Object.entries(template.Resources ?? {}).map(([logicalId, resource]): [string, Resource] => [
    logicalId,
    {
      stack: name,
      logicalId,
      type: resource.Type,
      properties: resource.Properties ?? {},
      metadata: resource.Metadata ?? {},
      ...(resource.Condition && { condition: resource.Condition }),
    },
  ]);
  return {
    name,
    resources: new Map(resources),
    outputs: template.Outputs ?? {},
    parameters: template.Parameters ?? {},
    conditions: template.Conditions ?? {},
    mappings: template.Mappings ?? {},
    assets,
  };
}

function assetFolders(directory: string, file: string): [string, string][] {
  const manifest = readJson<AssetManifest>(join(directory, file), (text) => text);
  return Object.entries(manifest.files ?? {}).map(([hash, asset]) => [hash, resolve(directory, asset.source?.path ?? '')]);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { withOptions } from '../../shared/catalogue/options-from.ts';
import type { ServiceData } from '../../shared/catalogue/service-data.ts';
import { type Service, serviceSchema } from '../../shared/domain/catalogue.ts';
import { faultsOf } from '../../shared/domain/catalogue-check.ts';
import { longestNames } from '../stages.ts';
import { schemaFaults } from './schema-faults.ts';

/** The repository's own services, a file each. */
export const servicesFolder = fileURLToPath(new URL('../../shared/catalogue/services', import.meta.url));

/** A file that holds no sound service, and why, a sentence each. */
export type Refused = { file: string; faults: string[] };
export type Offered = { file: string; service: Service };
export type ReadServices = { services: Offered[]; refused: Refused[] };

/**
 * Reads every service of the folders, in order of their ids, and checks each. A file stands alone: a bad one takes
 * nothing from the others, unless they have its options.
 * A file may be read again in the same process after it has changed.
 */
export async function readServices(folders: readonly string[] = [servicesFolder]): Promise<ReadServices> {
  const loaded = await Promise.all(folders.flatMap(filesIn).map(async (file) => ({ file, ...(await load(file)) })));
  const stated = loaded.flatMap(({ data }) => (data ? [data] : []));
  const read = loaded.map(({ file, data, faults }, index) => {
    if (!data) return { file, faults };
    const twin = loaded.slice(0, index).find((other) => other.data?.id === data.id);
    return { file, ...(twin ? { faults: [`${twin.file} describes the service ${data.id} already`] } : check(file, data, stated)) };
  });
  return {
    services: read.flatMap(({ file, service }) => (service ? [{ file, service }] : [])),
    refused: read.flatMap(({ file, faults }) => (faults.length > 0 ? [{ file, faults }] : [])),
  };
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.ts'))
        .map((name) => basename(name, '.ts'))
        .toSorted()
        .map((id) => join(folder, `${id}.ts`))
    : [];

type Loaded = { data?: ServiceData; faults: string[] };
type Checked = { service?: Service; faults: string[] };

async function load(file: string): Promise<Loaded> {
  try {
    const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm', logLevel: 'silent' });
    if (/^\s*(?:import|export)\b[^;]*\bfrom\b/m.test(code)) return { faults: ['it may import types only: a service is one file'] };
    // By its content and not its name: a module of one name is loaded once, and this may be another version of it.
    const exported = Object.values((await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as object);
    if (exported.length !== 1) return { faults: [`it must export one thing, its service, and exports ${exported.length}`] };
    const [data] = exported as ServiceData[];
    return data && typeof data === 'object' && Array.isArray(data.questions)
      ? { data, faults: [] }
      : { faults: ['what it exports is no service: a service has `questions`'] };
  } catch (error) {
    return { faults: syntaxFaults(error) };
  }
}

function syntaxFaults(error: unknown): string[] {
  const { errors, message } = error as { errors?: { text: string; location: { line: number; column: number } | null }[]; message?: string };
  const places = errors?.map(({ text, location }) => (location ? `line ${location.line}: ${text}` : text));
  return places ?? [`it cannot be run: ${message ?? String(error)}`];
}

function check(file: string, data: ServiceData, all: readonly ServiceData[]): Checked {
  try {
    const parsed = serviceSchema.safeParse({ ...data, questions: withOptions(data, all) });
    if (!parsed.success) return { faults: schemaFaults(parsed.error.issues, data) };
    const named = basename(file, '.ts');
    const misnamed =
      parsed.data.id === named ? [] : [`its id is ${parsed.data.id}: call the file ${parsed.data.id}.ts, or the service ${named}`];
    const faults = [...misnamed, ...faultsOf(parsed.data, longestNames())];
    return faults.length > 0 ? { faults } : { service: parsed.data, faults };
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : String(error)] };
  }
}

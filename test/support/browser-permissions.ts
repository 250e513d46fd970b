import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Prepared, prepare } from '../../infra/local/prepare.ts';
import { noProgress } from '../../infra/local/progress.ts';

type Statement = { Effect: string; Action: string | string[] };
type Resource = { Type: string; Properties: Record<string, unknown> };
type Template = { Resources: Record<string, Resource> };
type Role = { Policies: { PolicyDocument: { Statement: Statement[] } }[] };
type Lambda = { Code: { S3Key: string }; Role: { 'Fn::GetAtt': [string, string] }; Environment?: { Variables?: Record<string, unknown> } };

const templateFiles = (directory: string) => readdirSync(directory).filter((name) => name.endsWith('.template.json'));
const readTemplate = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Template;
const actionsOf = ({ Action }: Statement) => [Action].flat();

/** Each of our functions in one template, by its folder's name, with its role. */
function functionsIn({ Resources }: Template, directory: string, file: string, names: Prepared['names']): { name: string; role: Role }[] {
  const assets = JSON.parse(readFileSync(join(directory, file.replace('.template.', '.assets.')), 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    if (Type !== 'AWS::Lambda::Function') return [];
    const { Code, Role: reference, Environment } = Properties as unknown as Lambda;
    if (!Environment?.Variables?.['TABLE_NAME']) return [];
    const path = assets.files[Code.S3Key.replace('.zip', '')]?.source.path ?? '';
    return [{ name: names[path] ?? path, role: Resources[reference['Fn::GetAtt'][0]]?.Properties as unknown as Role }];
  });
}

/** Every action that the templates allow one of our functions, as `portal dynamodb:PutItem`. */
export async function grantedActions(): Promise<string[]> {
  const { directory, names } = await prepare(noProgress, { carrier: 'sns' });
  const granted = templateFiles(directory).flatMap((file) =>
    functionsIn(readTemplate(join(directory, file)), directory, file, names).flatMap(({ name, role }) =>
      role.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(actionsOf)).map((action) => `${name} ${action}`),
    ),
  );
  return [...new Set(granted)].sort();
}

export type Changed = { prepared: Prepared; remove: () => void };

/** The repository's own templates with a change made to each: where a test takes something away. */
export async function changedTemplates(change: (template: Template, file: string) => void): Promise<Changed> {
  const { directory, names } = await prepare(noProgress, { carrier: 'sns' });
  const folder = mkdtempSync(join(tmpdir(), 'front-door-templates-'));
  cpSync(directory, folder, { recursive: true });
  for (const file of templateFiles(folder)) {
    const template = readTemplate(join(folder, file));
    change(template, file);
    writeFileSync(join(folder, file), JSON.stringify(template));
  }
  return { prepared: { directory: folder, names }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The templates without one action of one function. Throws when it was not there to take. */
export async function withoutPermission(name: string, action: string): Promise<Changed> {
  const { directory, names } = await prepare(noProgress, { carrier: 'sns' });
  let taken = 0;
  const changed = await changedTemplates((template, file) => {
    for (const { name: found, role } of functionsIn(template, directory, file, names)) {
      if (found !== name) continue;
      for (const { PolicyDocument } of role.Policies) {
        for (const statement of PolicyDocument.Statement) {
          const left = actionsOf(statement).filter((each) => each !== action);
          taken += actionsOf(statement).length - left.length;
          statement.Action = left;
        }
        PolicyDocument.Statement = PolicyDocument.Statement.filter((statement) => actionsOf(statement).length > 0);
      }
    }
  });
  if (taken === 0) throw new Error(`${name} has no ${action} to take away`);
  return changed;
}

export interface Statement {
  Effect: 'Allow' | 'Deny';
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[] | boolean>>;
}

/** What one call to AWS needs, in IAM's words: `dynamodb:PutItem` on an ARN, with the condition keys it carries. */
export interface Access {
  action: string;
  resource: string;
  keys?: Record<string, string[]>;
}

const asList = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const patterns = new Map<string, RegExp>();

/** Whether text matches a pattern where `*` stands for any run of characters and `?` for any one. */
function like(pattern: string, text: string, flags = ''): boolean {
  const key = `${flags}:${pattern}`;
  let compiled = patterns.get(key);
  if (!compiled) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    compiled = new RegExp(`^${source}$`, `s${flags}`);
    patterns.set(key, compiled);
  }
  return compiled.test(text);
}

const operators: Record<string, (wanted: string, found: string) => boolean> = {
  StringEquals: (wanted, found) => wanted === found,
  StringNotEquals: (wanted, found) => wanted !== found,
  StringEqualsIgnoreCase: (wanted, found) => wanted.toLowerCase() === found.toLowerCase(),
  StringLike: like,
  StringNotLike: (wanted, found) => !like(wanted, found),
  ArnEquals: like,
  ArnLike: like,
  Bool: (wanted, found) => wanted.toLowerCase() === found.toLowerCase(),
};

/**
 * Whether a condition block holds. A negated operator must hold against every wanted value, any other against one of them.
 * @throws on an operator that the runner does not know, so that no condition is silently ignored
 */
function conditionHolds(condition: Statement['Condition'], keys: Record<string, string[]>): boolean {
  return Object.entries(condition ?? {}).every(([written, block]) => {
    const [, quantifier, name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? [];
    const operator = operators[name ?? ''];
    if (!operator) throw new Error(`The local runner does not know the IAM condition operator ${written}`);
    return Object.entries(block).every(([key, values]) => {
      const wanted = asList(values).map(String);
      const found = keys[key];
      if (!found || found.length === 0) return ifExists !== undefined || quantifier === 'ForAllValues' || (name ?? '').includes('Not');
      const matches = (one: string) =>
        name?.includes('Not') ? wanted.every((value) => operator(value, one)) : wanted.some((value) => operator(value, one));
      return quantifier === 'ForAllValues' ? found.every(matches) : found.some(matches);
    });
  });
}

function applies(statement: Statement, access: Access): boolean {
  const action = (pattern: string) => like(pattern, access.action, 'i');
  const resource = (pattern: string) => like(pattern, access.resource);
  const onAction = statement.Action ? asList(statement.Action).some(action) : !asList(statement.NotAction).some(action);
  const onResource = statement.Resource ? asList(statement.Resource).some(resource) : !asList(statement.NotResource).some(resource);
  return onAction && onResource && conditionHolds(statement.Condition, { 'aws:SecureTransport': ['true'], ...access.keys });
}

/** IAM's answer for a role's statements: any matching Deny wins, else a matching Allow is needed. */
export function isAllowed(statements: Statement[], access: Access): boolean {
  const matching = statements.filter((statement) => applies(statement, access));
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
}

/** The words AWS refuses with. */
export function refusal(caller: { role: string; name: string }, access: Access): string {
  return (
    `User: arn:aws:sts::000000000000:assumed-role/${caller.role}/${caller.name} is not authorized to perform: ` +
    `${access.action} on resource: ${access.resource} because no identity-based policy allows the ${access.action} action`
  );
}

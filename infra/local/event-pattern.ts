export type Pattern = { [key: string]: Pattern | Rule[] };
type Rule = string | number | boolean | null | Record<string, unknown>;
type Test = (found: unknown) => boolean;
type Matcher = (event: unknown) => boolean;

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const text =
  (test: (found: string) => boolean): Test =>
  (found) =>
    typeof found === 'string' && test(found);

const filters: Record<string, (argument: unknown) => Test> = {
  // As on AWS, only a leaf exists: `{ unprojected: [{ exists: true }] }` does not see `{ unprojected: { S: … } }`.
  exists: (wanted) => (found) => (found !== undefined && (typeof found !== 'object' || found === null)) === wanted,
  prefix: (wanted) => text((found) => found.startsWith(String(wanted))),
  suffix: (wanted) => text((found) => found.endsWith(String(wanted))),
  'equals-ignore-case': (wanted) => text((found) => found.toLowerCase() === String(wanted).toLowerCase()),
  wildcard: (wanted) => {
    const parts = String(wanted)
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`^${parts.join('.*')}$`, 's');
    return text((found) => pattern.test(found));
  },
  numeric: (argument) => {
    const terms = argument as (string | number)[];
    return (found) => {
      const value = Number(found);
      if (found === undefined || found === null || found === '' || Number.isNaN(value)) return false;
      for (let index = 0; index < terms.length; index += 2) {
        const comparison = comparisons[String(terms[index])];
        if (!comparison) throw new Error(`Unknown comparison ${terms[index]} in an event pattern`);
        if (!comparison(value, Number(terms[index + 1]))) return false;
      }
      return true;
    };
  },
  'anything-but': (argument) => {
    const unwanted = (Array.isArray(argument) ? argument : [argument]).map(compileRule);
    return (found) => found !== undefined && !unwanted.some((matches) => matches(found));
  },
};

function compileRule(rule: Rule): Test {
  if (typeof rule !== 'object' || rule === null) return (found) => found === rule;
  const [entry, ...more] = Object.entries(rule);
  const filter = entry && filters[entry[0]];
  if (!entry || !filter || more.length > 0) throw new Error(`The local runner does not know the event filter ${JSON.stringify(rule)}`);
  return filter(entry[1]);
}

/**
 * Compiles an EventBridge pattern, as event source mappings use it: every key must match, any rule of a list may.
 * @throws at once on a filter it does not know, never while matching
 */
export function compilePattern(pattern: Pattern): Matcher {
  const parts = Object.entries(pattern).map(([key, below]): Matcher => {
    if (key === '$or') {
      const ways = (below as Pattern[]).map(compilePattern);
      return (event) => ways.some((matches) => matches(event));
    }
    if (!Array.isArray(below)) {
      const matches = compilePattern(below);
      return (event) => matches(valueAt(event, key));
    }
    const tests = below.map(compileRule);
    return (event) => {
      const found = valueAt(event, key);
      const values = Array.isArray(found) ? found : [found];
      return tests.some((matches) => values.some((value) => matches(value)));
    };
  });
  return (event) => parts.every((matches) => matches(event));
}

function valueAt(event: unknown, key: string): unknown {
  return typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[key] : undefined;
}

/** An event source mapping's filters: any one of them is enough, none at all takes everything. */
export function compileFilters(patterns: string[]): Matcher {
  const matchers = patterns.map((pattern) => compilePattern(JSON.parse(pattern) as Pattern));
  return (event) => matchers.length === 0 || matchers.some((matches) => matches(event));
}

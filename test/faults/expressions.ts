import type { Item } from '../../shared/store/table.ts';

/** DynamoDB's condition and update expressions, as far as the stores use them. An expression it does not know is an error. */
type Test = (item: Item, values: Item) => boolean;
type Operand = (item: Item, values: Item) => unknown;

const TOKEN = /\s*(<=|>=|<>|[=<>(),.+]|#\w+|:\w+|[A-Za-z_]+)/y;

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const found = TOKEN.exec(expression);
    if (!found?.[1]) throw new Error(`cannot read the expression ${expression}`);
    tokens.push(found[1]);
  }
  return tokens;
}

/** What stands under a path such as `#slot.#text`. */
function at(item: Item, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Item | undefined)?.[name], item);
}

type Comparison = (left: never, right: never) => boolean;
const comparisons: Readonly<Record<string, Comparison>> = {
  '=': (left, right) => left === right,
  '<>': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

class Reader {
  private readonly tokens: string[];
  private place = 0;
  private readonly expression: string;

  constructor(expression: string) {
    this.expression = expression;
    this.tokens = tokensOf(expression);
  }
  peek = (): string | undefined => this.tokens[this.place];
  next = (): string => this.tokens[this.place++] ?? this.fail();
  fail(): never {
    throw new Error(`cannot read the expression ${this.expression}`);
  }
  take(token: string): void {
    if (this.next() !== token) this.fail();
  }
  took(token: string): boolean {
    if (this.peek() !== token) return false;
    this.place++;
    return true;
  }
  path(): string[] {
    const path = [this.next().slice(1)];
    while (this.took('.')) path.push(this.next().slice(1));
    return path;
  }
  operand(): Operand {
    if (this.peek()?.startsWith(':')) {
      const name = this.next().slice(1);
      return (_, values) => {
        if (!(name in values)) throw new Error(`:${name} has no value in ${this.expression}`);
        return values[name];
      };
    }
    if (this.took('if_not_exists')) {
      this.take('(');
      const path = this.path();
      this.take(',');
      const other = this.operand();
      this.take(')');
      return (item, values) => at(item, path) ?? other(item, values);
    }
    if (!this.peek()?.startsWith('#')) this.fail();
    const path = this.path();
    return (item) => at(item, path);
  }
  /** `OR` of `AND`s of tests. */
  condition(): Test {
    const any = [this.conjunction()];
    while (this.took('OR')) any.push(this.conjunction());
    return (item, values) => any.some((test) => test(item, values));
  }
  private conjunction(): Test {
    const all = [this.test()];
    while (this.took('AND')) all.push(this.test());
    return (item, values) => all.every((test) => test(item, values));
  }
  private test(): Test {
    if (this.took('NOT')) {
      const test = this.test();
      return (item, values) => !test(item, values);
    }
    if (this.took('(')) {
      const inner = this.condition();
      this.take(')');
      return inner;
    }
    const word = this.peek() ?? '';
    return /^[a-z]/.test(word) ? this.call(this.next()) : this.comparison();
  }
  private call(name: string): Test {
    this.take('(');
    const path = this.path();
    const second = this.took(',') ? this.operand() : undefined;
    this.take(')');
    if (name === 'attribute_exists') return (item) => at(item, path) !== undefined;
    if (name === 'attribute_not_exists') return (item) => at(item, path) === undefined;
    if (!second) return this.fail();
    if (name === 'begins_with') return (item, values) => String(at(item, path) ?? '').startsWith(String(second(item, values)));
    if (name !== 'contains') return this.fail();
    return (item, values) => {
      const [whole, part] = [at(item, path), second(item, values)];
      if (whole instanceof Set) return whole.has(part);
      return Array.isArray(whole) ? whole.includes(part) : typeof whole === 'string' && whole.includes(String(part));
    };
  }
  private comparison(): Test {
    const left = this.operand();
    const operator = this.next();
    if (operator === 'BETWEEN') {
      const low = this.operand();
      this.take('AND');
      const high = this.operand();
      return (item, values) =>
        (left(item, values) as string) >= (low(item, values) as string) && (left(item, values) as string) <= (high(item, values) as string);
    }
    if (operator === 'IN') {
      this.take('(');
      const list = [this.operand()];
      while (this.took(',')) list.push(this.operand());
      this.take(')');
      return (item, values) => list.some((each) => each(item, values) === left(item, values));
    }
    const compare = comparisons[operator] ?? this.fail();
    const right = this.operand();
    return (item, values) => {
      const [one, other] = [left(item, values), right(item, values)];
      // What is not there compares with nothing, and a text never with a number.
      if (one === undefined || other === undefined || typeof one !== typeof other) return operator === '<>' && one !== undefined;
      return compare(one as never, other as never);
    };
  }
  /** Clauses of an update, each a function of the item before. */
  update(): (before: Item, values: Item) => Item {
    const changes: ((before: Item, values: Item, after: Item) => void)[] = [];
    while (this.peek()) {
      const clause = this.next();
      do changes.push(this.change(clause));
      while (this.took(','));
    }
    return (before, values) => {
      const after = { ...before };
      for (const change of changes) change(before, values, after);
      return after;
    };
  }
  private change(clause: string): (before: Item, values: Item, after: Item) => void {
    const [name = '', ...deeper] = this.path();
    if (deeper.length > 0) this.fail();
    if (clause === 'REMOVE') return (_, __, after) => void delete after[name];
    if (clause === 'SET') {
      this.take('=');
      const value = this.operand();
      return (before, values, after) => {
        after[name] = value(before, values);
      };
    }
    if (clause !== 'ADD' && clause !== 'DELETE') return this.fail();
    const value = this.operand();
    return (before, values, after) => {
      const [old, by] = [before[name], value(before, values)];
      if (typeof by === 'number') after[name] = ((old as number | undefined) ?? 0) + by;
      else if (by instanceof Set) {
        const set = new Set(old as Set<unknown> | undefined);
        for (const each of by) clause === 'ADD' ? set.add(each) : set.delete(each);
        // DynamoDB keeps no empty set.
        if (set.size > 0) after[name] = set;
        else delete after[name];
      } else throw new Error(`${clause} of ${typeof by}`);
    };
  }
}

const conditions = new Map<string, Test>();
export function meets(expression: string | undefined, item: Item | undefined, values: Item = {}): boolean {
  if (!expression) return true;
  let test = conditions.get(expression);
  if (!test) {
    test = new Reader(expression).condition();
    conditions.set(expression, test);
  }
  return test(item ?? {}, values);
}

const updates = new Map<string, (before: Item, values: Item) => Item>();
export function updated(expression: string, item: Item, values: Item = {}): Item {
  let update = updates.get(expression);
  if (!update) {
    update = new Reader(expression).update();
    updates.set(expression, update);
  }
  return update(item, values);
}

import type { Answer } from './answers.ts';
import { addDays, addMonths, type LocalDate } from './calendar.ts';
import type { Service } from './catalogue.ts';
import { type Condition, meets, questionsIn, type Test, testsIn } from './condition.ts';
import { concludes, type Ending, lastOf } from './ending.ts';
import type { Question } from './question.ts';

/** Answers to what later conditions look at, on one way through the form; what was asked and left empty is null. */
type Way = Readonly<Record<string, Answer | null>>;

/** Ages are counted from some day: which one it is changes nothing of what can be reached. */
const TODAY: LocalDate = '2026-11-23';
/** More ways than that are not followed: a form that has so many differs too much from one person to the next to be one service. */
const MOST_WAYS = 20_000;

/**
 * What is wrong with the ways through a service's questions, a sentence each: a condition that compares with what is no answer, a question
 * or an ending that no answers lead to, a form with no way to its end. Every way is followed, as far as conditions tell them apart.
 */
export function flowFaults(service: Service): string[] {
  const faults = conditionsOf(service).flatMap(([who, condition]) => testsIn(condition).flatMap((test) => testFaults(service, who, test)));
  return faults.length > 0 ? faults : wayFaults(service);
}

/** Every condition of a service, and what depends on it. */
function conditionsOf({ questions, endings, fastTrack }: Service): [string, Condition][] {
  return [
    ...questions.flatMap(({ id, when }): [string, Condition][] => (when ? [[id, when]] : [])),
    ...endings.map(({ id, when }): [string, Condition] => [`the ending ${id}`, when]),
    ...(fastTrack ? [['the fast track', fastTrack.when] as [string, Condition]] : []),
  ];
}

function testFaults({ questions }: Service, who: string, test: Test): string[] {
  const question = questions.find(({ id }) => id === test.question);
  if (!question) return [];
  const wrong = (what: string): string[] => [`${who} depends on ${test.question} ${what}`];
  if ('over' in test || 'under' in test)
    return question.type === 'number' || question.type === 'money' ? [] : wrong('being over or under a number, and its answer is none');
  if ('olderThan' in test || 'youngerThan' in test)
    return question.type === 'date' ? [] : wrong('telling an age, and its answer is no date');
  if ('includes' in test && question.type !== 'checkboxes') return wrong('including something, and only one thing can be its answer');
  if (!('includes' in test) && question.type === 'checkboxes') return wrong('being one thing, and several can be ticked: use `includes`');
  const value = 'is' in test ? test.is : 'isNot' in test ? test.isNot : test.includes;
  const values = valuesOf(question);
  return values && !values.includes(value) ? wrong(`and ${value}, which is not one of its answers`) : [];
}

/** The answers there are to choose from; undefined where they are not a list. */
function valuesOf(question: Question): string[] | undefined {
  if ('options' in question) return question.options.map(({ value }) => value);
  if (question.type === 'yes-no' || question.type === 'file') return ['yes', 'no'];
  if (question.type === 'on-behalf') return ['self', 'other'];
  return question.type === 'declaration' ? ['agreed'] : undefined;
}

function wayFaults(service: Service): string[] {
  const { questions, endings, fastTrack } = service;
  const looked = conditionsOf(service).flatMap(([, condition]) => testsIn(condition));
  const asked = new Set<string>();
  const ended = new Set<string>();
  let ways: Way[] = [{}];
  for (const [index, question] of questions.entries()) {
    const tests = looked.filter((test) => test.question === question.id);
    const answers = tests.length > 0 ? answersTo(question, tests) : undefined;
    ways = ways.flatMap((way): Way[] => {
      if (question.when && !meets(question.when, given(way), TODAY)) return [way];
      asked.add(question.id);
      return answers ? answers.map((answer) => ({ ...way, [question.id]: answer })) : [way];
    });
    const due = endings.filter(({ when }) => lastOf(service, when) === index);
    ways = ways.filter((way) => {
      const met = due.filter((ending) => concludes(ending, way, TODAY));
      for (const { id } of met) ended.add(id);
      return !met.some(bars);
    });
    ways = distinct(ways, neededAfter(service, index));
    if (ways.length > MOST_WAYS) return [`the ways through its questions are more than ${MOST_WAYS}: it is several services`];
  }
  const fast = fastTrack && !ways.some((way) => meets(fastTrack.when, given(way), TODAY));
  return [
    ...questions.filter(({ id }) => !asked.has(id)).map(({ id }) => `${id} is asked of nobody: no answers before it lead there`),
    ...endings.filter(({ id }) => !ended.has(id)).map(({ id }) => `the ending ${id} is for nobody: no answers lead there`),
    ...(ways.length === 0 ? ['nobody can send it: all answers lead to an ending'] : []),
    ...(fast && ways.length > 0 ? ['the fast track is for nobody: no answers lead there'] : []),
  ];
}

const bars = (ending: Ending): boolean => ending.kind === 'not-eligible' && !ending.askAnyway;

const given = (way: Way) => Object.fromEntries(Object.entries(way).filter((each): each is [string, Answer] => each[1] !== null));

/** The questions that a condition still to come looks at. */
function neededAfter(service: Service, index: number): Set<string> {
  const { questions, endings, fastTrack } = service;
  const later = questions.slice(index + 1).flatMap(({ when }) => (when ? questionsIn(when) : []));
  const endingsLater = endings.filter(({ when }) => lastOf(service, when) > index).flatMap(({ when }) => questionsIn(when));
  return new Set([...later, ...endingsLater, ...(fastTrack ? questionsIn(fastTrack.when) : [])]);
}

/** Ways that differ in nothing that matters any more are one. */
function distinct(ways: readonly Way[], needed: ReadonlySet<string>): Way[] {
  const kept = ways.map((way) => Object.fromEntries(Object.entries(way).filter(([id]) => needed.has(id))));
  return [...new Map(kept.map((way) => [JSON.stringify(way), way])).values()];
}

/** Answers that every condition on a question tells apart, and none where it may be left empty. */
function answersTo(question: Question, tests: readonly Test[]): (Answer | null)[] {
  const empty = question.optional ? [null] : [];
  if (question.type === 'checkboxes') return [...empty, ...ticked(question, tests)];
  const values = valuesOf(question);
  if (values) return [...empty, ...values];
  if (question.type === 'number' || question.type === 'money') {
    const edges = tests.flatMap((test) => ('over' in test ? [test.over] : 'under' in test ? [test.under] : []));
    const step = question.type === 'money' ? 0.01 : 10 ** -question.decimals;
    const { min, max = Number.POSITIVE_INFINITY } = question;
    const tried = [min, ...edges.flatMap((edge) => [edge - step, edge, edge + step])].filter((each) => each >= min && each <= max);
    return [...empty, ...tried.map(String)];
  }
  if (question.type === 'date') {
    const ages = tests.flatMap((test) => ('olderThan' in test ? [test.olderThan] : 'youngerThan' in test ? [test.youngerThan] : []));
    const edges = [TODAY, ...ages.map((age) => addMonths(TODAY, -12 * age))];
    const tried = edges.flatMap((edge) => [addDays(edge, -1), edge, addDays(edge, 1)]);
    const allowed = (day: LocalDate) => (question.allow === 'past' ? day <= TODAY : question.allow !== 'future' || day >= TODAY);
    return [...empty, ...tried.filter(allowed)];
  }
  const words = tests.flatMap((test) => ('is' in test ? [test.is] : 'isNot' in test ? [test.isNot] : []));
  return [...empty, ...words, 'something else'];
}

/** What may be ticked together, of the boxes that conditions look at; with one that none looks at, where there is such a box. */
function ticked({ options }: Extract<Question, { type: 'checkboxes' }>, tests: readonly Test[]): string[][] {
  const looked = new Set(tests.flatMap((test) => ('includes' in test ? [test.includes] : [])));
  const other = options.filter(({ value, alone }) => !alone && !looked.has(value)).slice(0, 1);
  const boxes = [...options.filter(({ value }) => looked.has(value)), ...other];
  const together: string[][] = [[]];
  for (const { value } of boxes.filter(({ alone }) => !alone)) together.push(...together.map((set) => [...set, value]));
  const alone = boxes.filter((each) => each.alone).map(({ value }) => [value]);
  return [...together.filter((set) => set.length > 0), ...alone];
}

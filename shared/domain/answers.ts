import type { BankDetails } from './bank-details.ts';
import type { LocalDate } from './calendar.ts';
import type { Service } from './catalogue.ts';
import { meets } from './condition.ts';
import type { Location } from './location.ts';
import type { OnBehalf } from './on-behalf.ts';
import type { Point } from './place.ts';
import type { Question } from './question.ts';
import type { Entry } from './repeat.ts';

/** `uprn`: the Unique Property Reference Number of what stands there, where it was chosen from a list. */
export type Address = { line1: string; line2?: string; town: string; postcode: string; uprn?: string };
/** One that post is delivered to, and where it is. */
export type FoundAddress = Address & Point & { uprn: string };
export type MobileChoice = { wanted: true; number: string } | { wanted: false };

/**
 * One answer as it is kept: text, the value of an option, a list of them, an ISO date (`2026-11-21`), a number or an amount of
 * pounds in digits (`12.50`), `yes` or `no`, an address, a mobile in E.164 or a refusal of texts, a telephone number in E.164, bank
 * details, a location, the entries of a repeated question, who asks, `agreed` for a declaration.
 */
export type Answer = string | string[] | Entry[] | Address | MobileChoice | BankDetails | Location | OnBehalf;

/** Answers by question id. A question left empty is not there. */
export type Answers = Readonly<Record<string, Answer>>;

/** How far somebody has come with a service. `today` is the council's local date: some questions depend on somebody's age. */
export type Progress = { service: Service; answers: Answers; today: LocalDate };

/**
 * The questions that these answers lead through, in order: those with no condition, and those whose condition is met. Where somebody
 * else is asked for they come in their words for that, and their mobile is not asked if our texts go to whoever asks.
 */
export function questionsOnPath(progress: Progress): readonly Question[] {
  const known = paths.get(progress);
  if (known) return known;
  const path = findPath(progress);
  paths.set(progress, path);
  return path;
}

/** A page asks for its path several times over. What somebody has answered so far does not change: another answer is another progress. */
const paths = new WeakMap<Progress, readonly Question[]>();

function findPath({ service, answers, today }: Progress): Question[] {
  const path: Question[] = [];
  const kept: Record<string, Answer> = {};
  const asker = service.questions.find((each) => each.type === 'on-behalf');
  for (const question of service.questions) {
    if (question.when && !meets(question.when, kept, today)) continue;
    const asking = asker && (kept[asker.id] as OnBehalf | undefined);
    if (question.type === 'mobile' && textsToHelper(asking)) continue;
    path.push(asking?.for === 'other' ? inWordsForOther(question) : question);
    const answer = answers[question.id];
    if (answer !== undefined) kept[question.id] = answer;
  }
  return path;
}

/** The answers that count: those of questions still on the path. An answer to a question no longer asked is left out. */
export function answersOnPath(progress: Progress): Answers {
  const kept: Record<string, Answer> = {};
  for (const question of questionsOnPath(progress)) {
    const answer = progress.answers[question.id];
    if (answer !== undefined) kept[question.id] = answer;
  }
  return kept;
}

/** Whether a question needs no more: it is answered, or may be left empty. Of entries there must be as many as it asks for at least. */
export function isAnswered(question: Question, answer: Answer | undefined): boolean {
  if (answer === undefined) return question.optional === true;
  return question.type !== 'repeat' || (Array.isArray(answer) && answer.length >= question.least);
}

/** The first question on the path that still needs an answer; undefined when all is answered. */
export function nextUnanswered(progress: Progress): Question | undefined {
  return questionsOnPath(progress).find((each) => !isAnswered(each, progress.answers[each.id]));
}

/** The question asked after this one, for these answers; undefined when check answers comes next. */
export function questionAfter(progress: Progress, questionId: string): Question | undefined {
  const path = questionsOnPath(progress);
  return path[path.findIndex((each) => each.id === questionId) + 1];
}

/** The question asked before this one, for these answers; undefined for the first. */
export function questionBefore(progress: Progress, questionId: string): Question | undefined {
  const path = questionsOnPath(progress);
  return path[path.findIndex((each) => each.id === questionId) - 1];
}

/** Where it is, of a service that asks for a location. */
export function locationIn({ questions }: Pick<Service, 'questions'>, answers: Readonly<Record<string, unknown>>): Location | undefined {
  const question = questions.find((each) => each.type === 'location');
  return question && (answers[question.id] as Location | undefined);
}

/** A question as these answers have it asked: see {@link questionsOnPath}. */
export function asAsked<Asks extends Question>({ service, answers }: Pick<Progress, 'service' | 'answers'>, question: Asks): Asks {
  return whoAsks(service, answers)?.for === 'other' && question.type !== 'on-behalf' ? inWordsForOther(question) : question;
}

const inWordsForOther = <Asks extends Question>(question: Asks): Asks => ({ ...question, ...question.forOther, aboutOther: true });

/** Who asks, where the service wants to know and somebody said. */
export function whoAsks(service: Pick<Service, 'questions'>, answers: Readonly<Record<string, unknown>>): OnBehalf | undefined {
  const question = service.questions.find((each) => each.type === 'on-behalf');
  // What is kept under that question has passed its check.
  return question && (answers[question.id] as OnBehalf | undefined);
}

const textsToHelper = (asking: OnBehalf | undefined) => asking?.for === 'other' && asking.textsTo === 'helper';

/** Answers that do not say who asks are the resident's own: from another system, or of a form that was begun before that was asked. */
export function askedByThemselves(service: Service, answers: Answers): Answers {
  const question = service.questions.find((each) => each.type === 'on-behalf');
  return question && !answers[question.id] ? { ...answers, [question.id]: { for: 'self' } } : answers;
}

/** The mobile that texts go to, in E.164, where there is one: that of whoever asks, if they wished so, or else the resident's. */
export function mobileIn(service: Service, answers: Answers): string | undefined {
  const asking = whoAsks(service, answers);
  if (asking?.for === 'other' && asking.textsTo === 'helper') return asking.mobile;
  const question = service.questions.find((each) => each.type === 'mobile');
  const answer = question && answers[question.id];
  return answer && typeof answer === 'object' && 'wanted' in answer && answer.wanted ? answer.number : undefined;
}

/** The name that staff call the case by, where the service asks for one. */
export function nameIn(service: Service, answers: Answers): string | undefined {
  const question = service.questions.find((each) => each.type === 'short-text' && each.role === 'name');
  const answer = question && answers[question.id];
  return typeof answer === 'string' ? answer : undefined;
}

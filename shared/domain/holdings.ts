import { accountEnding, type BankDetails } from './bank-details.ts';
import type { Instant, LocalDate } from './calendar.ts';
import type { CaseCommit } from './case.ts';
import { type Service, stageOf } from './catalogue.ts';
import type { Actor } from './commit.ts';
import type { ContactCommit } from './contact.ts';
import { formatMoney } from './decimal.ts';
import { keptUntil } from './erasure.ts';
import { foldCase } from './evolve-case.ts';
import type { CaseFileItem } from './file.ts';
import type { HandsetCommit } from './handset.ts';
import type { Letter } from './letter.ts';
import { formatMobile } from './mobile.ts';
import type { OnBehalf } from './on-behalf.ts';
import type { PersonCommit } from './person.ts';
import type { Question } from './question.ts';
import type { Entry } from './repeat.ts';
import type { Task } from './task.ts';
import { isToFollower, type Text } from './text.ts';

/** One thing that is held: when it came about, what it is, who did it, and every word of it that is about the person. */
export type HeldLine = { at: Instant; what: string; by?: Actor['kind']; says: Record<string, string>; file?: string };

/** All that is held of one case. Answers go by the words of their question. */
export type HeldCase = {
  reference: string;
  service: string;
  opened: Instant;
  stage: string;
  ended?: Instant;
  keptUntil?: LocalDate;
  answers: Record<string, string>;
  history: HeldLine[];
  texts: HeldLine[];
  letters: HeldLine[];
  files: HeldLine[];
  tasks: HeldLine[];
  lookUps: HeldLine[];
};

/** All that is held about one person: a copy to read, or to take away. Staff are not named, and numbers of others are not shown. */
export type Holdings = {
  made: Instant;
  person: HeldLine[];
  cases: HeldCase[];
  contacts: HeldLine[];
  /** What was texted to us, and what was answered at once. */
  textsFromThem: HeldLine[];
};

/** What is read to make it. */
export type CaseHeld = {
  service: Service;
  commits: readonly CaseCommit[];
  texts: readonly Text[];
  letters: readonly Letter[];
  files: readonly CaseFileItem[];
  tasks: readonly Task[];
  looks: readonly { day: LocalDate; helper: string }[];
  /** When codes for it were asked for, of the last day. */
  lookUpsAt: readonly Instant[];
};
export type AllHeld = {
  person: readonly PersonCommit[];
  cases: readonly CaseHeld[];
  contacts: readonly ContactCommit[];
  handset: { commits: readonly HandsetCommit[]; texts: readonly Text[] };
};

/** Puts together all that is held about one person. Nothing is left out that stands in a `personal` field, whatever it is called. */
export function holdingsOf({ person, cases, contacts, handset }: AllHeld, made: Instant): Holdings {
  return {
    made,
    person: person.map(lineOf),
    cases: cases.map(heldCase),
    contacts: contacts.map(lineOf),
    textsFromThem: [
      ...handset.commits.map(lineOf),
      ...handset.texts.map(({ at, purpose, state: became, personal }) => ({ at, what: purpose, says: { ...flat(personal), became } })),
    ],
  };
}

function heldCase({ service, commits, texts, letters, files, tasks, looks, lookUpsAt }: CaseHeld): HeldCase {
  const state = foldCase(service, commits);
  if (!state) throw new Error('a case without commits');
  const last = keptUntil(service, state);
  const helperNamed = (id: string) => state.helpers.find((each) => each.id === id)?.name ?? '';
  return {
    reference: state.reference,
    service: service.name,
    opened: state.openedAt,
    stage: stageOf(service, state.stage).name,
    ...(state.endedAt ? { ended: state.endedAt } : {}),
    ...(last ? { keptUntil: last } : {}),
    answers: Object.fromEntries(
      Object.entries(state.answers).map(([id, answer]) => {
        const question = service.questions.find((each) => each.id === id);
        return [question?.label ?? id, said(question, answer)];
      }),
    ),
    history: commits.map((commit) => {
      // Somebody who came upon the same thing is nobody that the person knows of.
      const { answers: _, followerMobile: __, ...personal } = commit.personal;
      return lineOf({ ...commit, personal });
    }),
    texts: texts.map(({ at, purpose, state: became, personal }) => {
      const { to, body } = personal;
      const says = {
        ...(to && !isToFollower({ purpose }) ? { to: to === state.mobile ? written(to) : masked(to) } : {}),
        ...(body ? { body } : {}),
      };
      return { at, what: purpose, says: { ...says, became } };
    }),
    letters: letters.map(({ at, stage, state: became, personal }) => ({ at, what: stage, says: { ...flat(personal), became } })),
    files: files.map(({ at, uploadedAt, item, fileId, state: became, media, bytes }) => ({
      ...(became === 'ready' ? { file: fileId } : {}),
      at: uploadedAt ?? at,
      what: item,
      says: { ...flat({ media, bytes }), became },
    })),
    tasks: tasks.map(({ at, kind, by, doneAt, personal }) => ({
      at,
      what: kind,
      says: { ...flat(personal), by, ...(doneAt ? { doneAt } : {}) },
    })),
    lookUps: [
      ...looks.map(({ day, helper }) => ({
        at: day,
        what: 'helperLooked',
        by: 'helper' as const,
        says: flat({ helperName: helperNamed(helper) }),
      })),
      ...lookUpsAt.map((at) => ({ at, what: 'codeAskedFor', says: {} })),
    ],
  };
}

type Kept = { at: Instant; by: Actor; events: readonly { type: string }[]; personal: object };

/** What one commit holds. What its events add that is worth reading stands in what became of the case. */
function lineOf({ at, by, events, personal }: Kept): HeldLine {
  const told = events.map((event) => ('score' in event ? { score: event.score } : {}));
  return {
    at,
    what: events.map(({ type }) => type).join(', '),
    by: by.kind,
    says: { ...flat(personal), ...flat(Object.assign({}, ...told)) },
  };
}

/** An answer in words: what was chosen rather than its value. An account is named by its end only: who has the copy need not be who asked for it. */
function said(question: Question | undefined, answer: unknown): string {
  const options = question && 'options' in question ? question.options : [];
  const chosen = (value: string) => options.find((option) => option.value === value)?.text ?? value;
  if (typeof answer === 'object' && answer !== null && 'wanted' in answer)
    return 'number' in answer ? formatMobile(String(answer.number)) : 'no';
  if (question?.type === 'bank-details') {
    const { name, account } = answer as BankDetails;
    return `${name}, account ending ${accountEnding({ account })}`;
  }
  if (question?.type === 'repeat')
    return (answer as Entry[])
      .map((entry) =>
        question.fields
          .map((field) => saidOf(field, entry[field.id]))
          .filter(Boolean)
          .join(', '),
      )
      .join('; ');
  if (question?.type === 'on-behalf') return whoAsked(answer as OnBehalf);
  if (question?.type === 'money') return formatMoney(String(answer));
  return Object.values(flat({ answer })).map(chosen).join(', ');
}

const saidOf = (field: Question, answer: string | undefined): string =>
  answer === undefined ? '' : `${field.label}: ${said(field, answer)}`;

/** Who asked for it; of somebody else's number no more than its end. */
function whoAsked(asking: OnBehalf): string {
  if (asking.for === 'self') return 'yes';
  const { name, as, agreed, mayUpload, mobile, textsTo } = asking;
  return [
    `no, asked for by ${name} (${as})`,
    agreed ? 'with agreement' : 'where there could be no agreement',
    mayUpload ? 'may look and send things' : 'may look',
    ...(mobile ? [`number ${masked(mobile)}`] : []),
    textsTo === 'helper' ? 'gets our texts' : 'does not get our texts',
  ].join(', ');
}

/** Fields that hold the number of somebody else, whom the person let in. */
const OF_OTHERS: readonly string[] = ['helperMobile'];

/** Every value under its name; what lies deeper, or in a list, under a name like `items: payslip`. */
function flat(value: object): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (name: string, each: unknown): void => {
    if (each === undefined || each === null || each === '') return;
    if (typeof each === 'object')
      for (const [key, inner] of Object.entries(each))
        walk(name === '' ? key : /^\d+$/.test(key) ? `${name} ${Number(key) + 1}` : `${name}: ${key}`, inner);
    else found[name] = OF_OTHERS.includes(name) ? masked(String(each)) : written(String(each));
  };
  walk('', value);
  return found;
}

/** A number as people write it; anything else as it is. */
const written = (value: string): string => (/^\+447\d{9}$/.test(value) ? formatMobile(value) : value);
const masked = (number: string): string => `*** ${number.slice(-3)}`;

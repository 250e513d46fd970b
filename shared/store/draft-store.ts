import type { Answer } from '../domain/answers.ts';
import { instantOf, localDate } from '../domain/calendar.ts';
import { MAX_ITEM_BYTES } from '../domain/commit.ts';
import { type Assisted, DRAFT_IDLE_SECONDS, DRAFT_UNSWEPT_SECONDS, type Draft, draftSchema } from '../domain/draft.ts';
import type { Entry } from '../domain/repeat.ts';
import { draftKey, draftNamed, draftShard, indexes } from './keys.ts';
import type { Item, Table } from './table.ts';

export type DraftStore = ReturnType<typeof createDraftStore>;
export type DraftPlace = { sessionHash: string; service: string };
/** The draft that an answer belongs to: the one of that id, none yet, or whichever is there. */
export type DraftExpected = { id: string } | 'none' | 'any';
export type DraftChange = {
  questionId: string;
  /** Undefined takes the answer away. */
  answer: Answer | undefined;
  /** Of a repeated question: the place in the draft of the one entry that the answer holds. */
  entry?: number | undefined;
  expected: DraftExpected;
  /** What a draft that this answer begins is called, and who fills it. */
  begins: { id: string; assisted?: Assisted | undefined };
};

/** `begunOn`: of one that was begun before and taken up again. */
type Begun = Pick<Draft, 'id' | 'answers' | 'assisted' | 'savedBy' | 'begunOn'>;

const ANSWER = 'answer_';
const ENTRY = 'entry_';
const ENTRY_NAME = new RegExp(`^${ENTRY}(.+)_(\\d+)$`);
/** A draft is looked at only so long after its time: by then no clock that is a little behind lets an answer in. */
const LOOK_AFTER_SECONDS = 60;

/**
 * Keeps drafts: one item for each service and session, one attribute for each answer, and for each entry of a repeated question, so
 * that an answer or an entry is one update. An entry keeps its place when another is taken away.
 */
export function createDraftStore(table: Table) {
  return {
    /** One read. Undefined when there is none, or it has expired. */
    async load(place: DraftPlace, nowMs: number): Promise<Draft | undefined> {
      const draft = await read(place);
      return draft && draft.openUntil > nowMs / 1000 ? draft : undefined;
    },
    /** The same, though its time may be over. */
    read,
    /**
     * Keeps one answer and returns the draft with it: one update. `refused` when the draft is not the one expected, was
     * sent or has expired; `too-large` when it would pass the limit: then the answer before it is kept.
     */
    async save(place: DraftPlace, change: DraftChange, nowMs: number): Promise<Draft | 'refused' | 'too-large'> {
      const { questionId, answer } = change;
      if (answer !== undefined && byteLength(answer) > MAX_ITEM_BYTES) return 'too-large';
      const key = draftKey(place.sessionHash, place.service);
      const name = attributeOf(questionId, change.entry);
      const until = untilOf(nowMs);
      const { condition, set, values } = expectation(change, nowMs);
      const [setAnswer, remove] = answer === undefined ? [[], ` REMOVE #${name}`] : [[`#${name} = :answer`], ''];
      const before = await table.update(key, {
        expression: `SET ${[...set, '#openUntil = :openUntil', '#expiresAt = :expiresAt', ...setAnswer].join(', ')}${remove}`,
        condition,
        values: { ...values, ...until, ...(answer === undefined ? {} : { answer }) },
        returns: 'old',
      });
      if (before === 'refused') return 'refused';
      const draft = toDraft({ ...change.begins, ...begunAt(nowMs), ...before, [name]: answer, ...until });
      if (byteLength(draft.answers) <= MAX_ITEM_BYTES) return draft;
      const previous = before[name];
      await table.update(key, {
        expression: previous === undefined ? `REMOVE #${name}` : `SET #${name} = :previous`,
        ...(previous === undefined ? {} : { values: { previous } }),
      });
      return 'too-large';
    },
    /** Begins a draft where there is none, or in place of one that was sent or has expired; `refused` over one that is still open. One put. */
    async begin(place: DraftPlace, draft: Begun, nowMs: number): Promise<Draft | 'refused'> {
      const { answers, begunOn, ...rest } = draft;
      const begun = { ...begunAt(nowMs), ...(begunOn ? { begunOn } : {}), ...untilOf(nowMs) };
      const kept = Object.fromEntries(Object.entries(answers).flatMap(([id, answer]) => attributesOf(id, answer)));
      const done = await table.put(
        { ...draftKey(place.sessionHash, place.service), ...rest, ...kept, ...begun },
        { expression: `attribute_not_exists(#pk) OR attribute_exists(#sentAs) OR NOT ${OPEN}`, values: { now: secondsOf(nowMs) } },
      );
      return done === 'done' ? toDraft({ ...rest, ...kept, ...begun }) : 'refused';
    },
    /** Notes what a draft was sent as; it goes after the time that one left alone is open, and the sweeper need not look at it. */
    async markSent(place: DraftPlace, draftId: string, reference: string, nowMs: number): Promise<void> {
      const { openUntil } = untilOf(nowMs);
      await table.update(draftKey(place.sessionHash, place.service), {
        expression: 'SET #sentAs = :reference, #openUntil = :openUntil, #expiresAt = :openUntil REMOVE #due, #dueAt',
        condition: '#id = :draftId',
        values: { reference, draftId, openUntil },
      });
    },
    /** Where drafts are that may have been left, oldest first. The index may lag by a moment. */
    async *due(until: string, limit: number): AsyncGenerator<DraftPlace> {
      const found = table.query({
        index: indexes.due,
        expression: '#due = :shard AND #dueAt <= :until',
        values: { shard: draftShard, until },
        limit,
      });
      for await (const { pk, sk } of found) yield draftNamed({ pk: String(pk), sk: String(sk) });
    },
    /** Puts off looking at a draft to when its time is over as things stand. */
    async lookAgain(place: DraftPlace, { id, openUntil }: Draft): Promise<void> {
      await table.update(draftKey(place.sessionHash, place.service), {
        expression: 'SET #dueAt = :dueAt',
        condition: '#id = :id AND attribute_exists(#due)',
        values: { id, dueAt: lookAt(openUntil) },
      });
    },
    /** Takes away a draft as it was read: not one that was gone on with, or begun in its place. */
    async remove(place: DraftPlace, { id, openUntil }: Draft): Promise<void> {
      await table.delete(draftKey(place.sessionHash, place.service), {
        expression: '#id = :id AND #openUntil = :openUntil AND attribute_not_exists(#sentAs)',
        values: { id, openUntil },
      });
    },
  };

  async function read(place: DraftPlace): Promise<Draft | undefined> {
    const item = await table.get(draftKey(place.sessionHash, place.service));
    return item && toDraft(item);
  }
}

/** Whether its time is not over. A draft of an earlier release has one time for that and for when it goes. */
const OPEN = '(#openUntil > :now OR (attribute_not_exists(#openUntil) AND #expiresAt > :now))';

/**
 * What must hold for an answer to be kept, and what it begins. An item past its time that DynamoDB has not yet taken
 * away is another draft: its answers must not come back.
 */
function expectation({ expected, begins }: DraftChange, nowMs: number): { condition: string; set: string[]; values: Item } {
  const now = secondsOf(nowMs);
  const open = `attribute_not_exists(#sentAs) AND ${OPEN}`;
  if (typeof expected === 'object') return { condition: `#id = :id AND ${open}`, set: [], values: { id: expected.id, now } };
  const { id, assisted } = begins;
  const begun = { id, ...begunAt(nowMs) };
  const names = Object.keys(begun);
  if (expected === 'any')
    return {
      condition: `attribute_not_exists(#pk) OR (${open})`,
      set: names.map((name) => `#${name} = if_not_exists(#${name}, :${name})`),
      values: { ...begun, now },
    };
  const all = assisted ? { ...begun, assisted } : begun;
  return { condition: 'attribute_not_exists(#pk)', set: Object.keys(all).map((name) => `#${name} = :${name}`), values: all };
}

const secondsOf = (nowMs: number) => Math.floor(nowMs / 1000);
/** What a draft that begins is given: its day, and when to look whether it was left, which no further answer writes anew. */
const begunAt = (nowMs: number) => ({
  begunOn: localDate(instantOf(nowMs)),
  due: draftShard,
  dueAt: lookAt(secondsOf(nowMs) + DRAFT_IDLE_SECONDS),
});
const lookAt = (openUntil: number) => instantOf((openUntil + LOOK_AFTER_SECONDS) * 1000);
const untilOf = (nowMs: number) => {
  const openUntil = secondsOf(nowMs) + DRAFT_IDLE_SECONDS;
  return { openUntil, expiresAt: openUntil + DRAFT_UNSWEPT_SECONDS };
};
const byteLength = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
/** Placeholders take no dashes: `full-name` is kept as `answer_full_name`. Question ids have dashes and no underscores. */
const attributeOf = (questionId: string, entry?: number) => {
  const name = questionId.replaceAll('-', '_');
  return entry === undefined ? ANSWER + name : `${ENTRY}${name}_${entry}`;
};

/** A whole answer, entry by entry where it has any. */
function attributesOf(questionId: string, answer: Answer): [string, Answer][] {
  const hasEntries = Array.isArray(answer) && answer.some((each) => typeof each === 'object');
  if (!hasEntries) return [[attributeOf(questionId), answer]];
  return (answer as Entry[]).map((entry, index) => [attributeOf(questionId, index + 1), [entry]]);
}

function toDraft(item: Item): Draft {
  const idOf = (name: string) => name.replaceAll('_', '-');
  const answers: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item))
    if (name.startsWith(ANSWER) && value !== undefined) answers[idOf(name.slice(ANSWER.length))] = value;
  const places: Record<string, number[]> = {};
  for (const { question, place, entry } of entriesOf(item)) {
    const id = idOf(question);
    answers[id] = [...(places[id] ? (answers[id] as Entry[]) : []), entry];
    places[id] = [...(places[id] ?? []), place];
  }
  const openUntil = item['openUntil'] ?? item['expiresAt'];
  return draftSchema.parse({ ...item, answers, openUntil, ...(Object.keys(places).length > 0 ? { places } : {}) });
}

/** The entries of repeated questions, in the order of their places. */
function entriesOf(item: Item): { question: string; place: number; entry: Entry }[] {
  return Object.keys(item)
    .filter((name) => name.startsWith(ENTRY))
    .flatMap((name) => {
      const [, question, place] = ENTRY_NAME.exec(name) ?? [];
      const value = item[name] as Entry[] | undefined;
      return question && value ? value.map((entry) => ({ question, place: Number(place), entry })) : [];
    })
    .sort((one, other) => one.place - other.place);
}

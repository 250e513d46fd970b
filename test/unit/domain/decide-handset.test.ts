import { describe, expect, it } from 'vitest';
import { decideReceived } from '../../../shared/domain/decide-handset.ts';
import { type Ask, aboutOf, type HandsetCommit, handsetStateSchema, openAsk, withAsk } from '../../../shared/domain/handset.ts';
import { readReply } from '../../../shared/domain/reply.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const DAY = 86_400_000;
const ago = (days: number) => new Date(NOW - days * DAY).toISOString();
const ask = (id: string, days: number, messageId?: string): Ask => ({
  subject: { kind: 'case', id },
  at: ago(days),
  ...(messageId ? { messageId } : {}),
});
const answered = (days: number): HandsetCommit => ({
  log: { kind: 'handset', id: 'h' },
  sequence: 1,
  at: ago(days),
  by: { kind: 'resident' },
  events: [{ type: 'received', answer: true }],
  personal: {},
});

function decided(body: string, { asks = [] as Ask[], commits = [] as HandsetCommit[], stopped = false, previousMessageId = '' } = {}) {
  const state = { ...handsetStateSchema.parse({}), asks, stopped };
  const received = { number: '+447700900123', body, ...(previousMessageId ? { previousMessageId } : {}) };
  return decideReceived({ state, commits }, received, readReply(body), NOW).events[0];
}

describe('a rating that came by text', () => {
  it('goes to the ask that the network says it follows', () => {
    expect(decided('5', { asks: [ask('A', 3, 'm-1'), ask('B', 1, 'm-2')], previousMessageId: 'm-1' })).toEqual({
      type: 'rated',
      subject: { kind: 'case', id: 'A' },
      score: 5,
    });
  });

  it('goes to the newest open ask when the network says nothing, or something we do not know', () => {
    const asks = [ask('A', 1), ask('B', 3)];
    expect(decided('4', { asks })).toEqual({ type: 'rated', subject: { kind: 'case', id: 'A' }, score: 4 });
    expect(decided('4', { asks, previousMessageId: 'm-9' })).toEqual({ type: 'rated', subject: { kind: 'case', id: 'A' }, score: 4 });
  });

  it('is kept as a comment after 30 days', () => {
    expect(decided('5', { asks: [ask('A', 30, 'm-1')], previousMessageId: 'm-1' })).toEqual({ type: 'received', answer: true });
  });
});

describe('a text that is not a rating', () => {
  it('is kept with what it may be about, and answered', () => {
    expect(decided('thanks', { asks: [ask('A', 2)] })).toEqual({ type: 'received', about: { kind: 'case', id: 'A' }, answer: true });
  });

  it('is answered at most once in 24 hours', () => {
    expect(decided('6', { commits: [answered(0.9)] })).toEqual({ type: 'received', answer: false });
    expect(decided('6', { commits: [answered(1.1)] })).toEqual({ type: 'received', answer: true });
  });

  it('is not answered after STOP', () => {
    expect(decided('hello', { stopped: true })).toEqual({ type: 'received', answer: false });
  });
});

describe('HELP and STATUS', () => {
  const statusAsked = (days: number, answer = true): HandsetCommit => ({ ...answered(days), events: [{ type: 'statusAsked', answer }] });

  it('are answered, and say what about', () => {
    expect(decided('HELP')).toEqual({ type: 'helpAsked', answer: true });
    expect(decided('status K7M-Q2X1')).toEqual({ type: 'statusAsked', reference: 'K7MQ2X1', answer: true });
    expect(decided('status')).toEqual({ type: 'statusAsked', answer: true });
  });

  it('are not held back by an answer of another kind', () => {
    expect(decided('HELP', { commits: [answered(0.1)] })).toEqual({ type: 'helpAsked', answer: true });
    expect(decided('STATUS', { commits: [answered(0.1)] })).toMatchObject({ answer: true });
  });

  it('are answered only so often in 24 hours: HELP once, STATUS five times', () => {
    expect(decided('HELP', { commits: [{ ...answered(0.1), events: [{ type: 'helpAsked', answer: true }] }] })).toMatchObject({
      answer: false,
    });
    expect(decided('STATUS', { commits: Array.from({ length: 4 }, () => statusAsked(0.5)) })).toMatchObject({ answer: true });
    expect(decided('STATUS', { commits: Array.from({ length: 5 }, () => statusAsked(0.5)) })).toMatchObject({ answer: false });
    expect(decided('STATUS', { commits: Array.from({ length: 5 }, () => statusAsked(1.1)) })).toMatchObject({ answer: true });
  });

  it('are not answered after STOP', () => {
    expect([decided('HELP', { stopped: true }), decided('STATUS', { stopped: true })]).toMatchObject([
      { answer: false },
      { answer: false },
    ]);
  });
});

it('what is no rating is about the case that was texted about last, when that was after the last ask', () => {
  const state = {
    ...handsetStateSchema.parse({}),
    asks: [ask('A', 3, 'm-1')],
    lastText: { subject: { kind: 'case' as const, id: 'B' }, at: ago(1) },
  };
  expect(aboutOf(state, NOW)).toEqual({ kind: 'case', id: 'B' });
  expect(aboutOf(state, NOW, 'm-1')).toEqual({ kind: 'case', id: 'A' });
  expect(aboutOf({ ...state, lastText: { ...state.lastText, at: ago(4) } }, NOW)).toEqual({ kind: 'case', id: 'A' });
  expect(aboutOf({ asks: [], lastText: { ...state.lastText, at: ago(31) } }, NOW)).toBeUndefined();
});

it('STOP and START are kept as such', () => {
  expect([decided('STOP'), decided('start')]).toEqual([{ type: 'stopped' }, { type: 'restarted' }]);
  expect(decided('STOP K7M-Q2X1')).toEqual({ type: 'stopped', reference: 'K7MQ2X1' });
});

it('a handset keeps its ten newest asks, one of each subject', () => {
  const asks = Array.from({ length: 12 }, (_, index) => ask(String(index % 11), 12 - index)).reduce<Ask[]>(withAsk, []);
  expect(asks.map((each) => each.subject.id)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10', '0']);
  expect(openAsk(asks, NOW)?.subject.id).toBe('0');
});

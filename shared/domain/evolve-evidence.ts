import { localDate } from './calendar.ts';
import type { CaseCommit, CaseEvent } from './case.ts';
import { type Evidence, type EvidenceEvent, type EvidenceItem, type ItemEvent, type ItemState, isOutstanding } from './evidence.ts';

/** The state that an event leads an item to, by the state it was in; one that is not named here stays as it was. */
const MOVES: Partial<Record<ItemEvent['type'], Partial<Record<ItemState, ItemState>>>> = {
  itemUploaded: { offered: 'in', needed: 'in', rejected: 'in', 'not-possible': 'in' },
  itemNotPossible: { needed: 'not-possible', rejected: 'not-possible' },
  itemBroughtIn: { needed: 'brought-in', rejected: 'brought-in', 'not-possible': 'brought-in', in: 'brought-in' },
  itemAccepted: { in: 'accepted', 'brought-in': 'accepted', 'not-possible': 'accepted', needed: 'not-needed', rejected: 'not-needed' },
  itemRejected: { in: 'rejected', 'brought-in': 'rejected', 'not-possible': 'rejected', accepted: 'rejected' },
};

/** The id of one item of an asking: it follows from the commit, so that asking draws nothing. */
export const itemId = (sequence: number, index: number): string => `${sequence}-${index + 1}`;

/**
 * The evidence of a case after one more event; the same for an event that says nothing of it, or of an item that is not
 * there. Total: whatever the order of events, an item has one of its states.
 */
export function evolveEvidence(evidence: Evidence | undefined, event: CaseEvent, commit: CaseCommit): Evidence | undefined {
  if (event.type === 'evidenceAsked') return asked(evidence, event, commit);
  if (event.type === 'itemOffered') return offered(evidence, event.item, commit);
  if (!evidence) return undefined;
  if ('item' in event) {
    const items = evidence.items.map((item) => (item.id === event.item ? moved(item, event, commit) : item));
    return event.type === 'itemRejected' ? dated({ ...evidence, items }, event.by, commit) : { ...evidence, items };
  }
  if (event.type === 'evidenceDateChanged') return dated(evidence, event.by, commit);
  return 'stage' in event ? letGo(evidence) : evidence;
}

function asked(before: Evidence | undefined, event: EvidenceEvent & { type: 'evidenceAsked' }, commit: CaseCommit): Evidence {
  const { sequence, personal } = commit;
  const ids = event.items ?? [itemId(sequence, 0)];
  const items = ids.map((id): EvidenceItem => {
    return { id, instruction: personal.items?.[id] ?? personal.instruction ?? '', state: 'needed', files: [] };
  });
  const all = [...(before?.items ?? []), ...items];
  return { open: true, by: event.by, since: commit.at, planned: sequence, items: all };
}

/** As a case opens: no date is named, and nothing is planned. */
function offered(before: Evidence | undefined, id: string, { at, personal }: CaseCommit): Evidence {
  const item: EvidenceItem = { id, instruction: personal.items?.[id] ?? '', state: 'offered', offered: true, files: [] };
  return { by: localDate(at), since: at, planned: 0, ...before, open: true, items: [...(before?.items ?? []), item] };
}

function moved(item: EvidenceItem, event: Exclude<ItemEvent, { type: 'itemOffered' }>, { at, personal }: CaseCommit): EvidenceItem {
  const state = MOVES[event.type]?.[item.state] ?? item.state;
  switch (event.type) {
    case 'itemUploaded': {
      const { turnedAway, ...rest } = item;
      return { ...unsaid(rest, state), state, files: [...item.files, { id: event.file, media: event.media, bytes: event.bytes, at }] };
    }
    case 'fileTurnedAway':
      return { ...item, turnedAway: { file: event.file, because: event.because, at } };
    case 'itemPromised':
      return state === 'needed' || state === 'rejected' ? { ...item, promised: true } : item;
    case 'itemNotPossible':
      return { ...unsaid(item, state), state, ...(state !== item.state && personal.reason ? { reason: personal.reason } : {}) };
    case 'itemRejected': {
      const reason = personal.reasons?.[item.id];
      return { ...unsaid(item, state), state, ...(state !== item.state && reason ? { reason } : {}) };
    }
    case 'itemBroughtIn':
    case 'itemAccepted':
      return { ...unsaid(item, state), state };
  }
}

/** An item that moves on leaves behind why it stood where it did. */
function unsaid(item: EvidenceItem, state: ItemState): EvidenceItem {
  if (state === item.state) return item;
  const { reason, promised, ...rest } = item;
  return rest;
}

const dated = (evidence: Evidence, by: string, { at, sequence }: CaseCommit): Evidence => ({
  ...evidence,
  by,
  since: at,
  planned: sequence,
});

/** The case has gone on: what has not come is asked for no more. */
function letGo(evidence: Evidence): Evidence {
  return {
    ...evidence,
    open: false,
    items: evidence.items.map((item) => (isOutstanding(item) || item.state === 'offered' ? noLonger(item) : item)),
  };
}

const noLonger = (item: EvidenceItem): EvidenceItem => ({ ...unsaid(item, 'not-needed'), state: 'not-needed' });

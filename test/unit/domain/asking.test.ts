import { describe, expect, it } from 'vitest';
import { catalogue, createCatalogue } from '../../../shared/catalogue/index.ts';
import type { ServiceData } from '../../../shared/catalogue/service-data.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import { asksAfterContact, asksAtEnd, requestOfCase, requestOfContact, templateFor } from '../../../shared/domain/asking.ts';
import { isEnd, type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import type { ContactCommit } from '../../../shared/domain/contact.ts';
import { AT, aCase, carriedOut, theCommit } from '../../support/cases.ts';

const serviceOf = (data: ServiceData): Service => [...createCatalogue([data]).values()][0] as Service;
const withAsking = (asking: ServiceData['asking']) => serviceOf({ ...missedBin, asking });
const bins = withAsking({ ends: 'every', contactsPercent: 25 });
const never = withAsking({ ends: 'never', contactsPercent: 0 });
const mobile = { wanted: true, number: '+447700900123' };

function ended(service: Service, answers: object = { mobile }) {
  const state = aCase(service, { answers: { ...answers } });
  const commit = theCommit(service, state, { type: 'close', reason: 'Not ours', basedOn: state.sequence });
  return { state: carriedOut(service, state, { type: 'close', reason: 'Not ours', basedOn: state.sequence }), commit };
}

const contact = (id: string, number?: string): ContactCommit => ({
  log: { kind: 'contact', id },
  sequence: 1,
  at: AT,
  by: { kind: 'staff' },
  events: [{ type: 'logged', channel: 'telephone', service: 'missed-bin', outcome: 'answered' }],
  personal: number ? { mobile: number } : {},
});

describe('who is asked to rate', () => {
  it('is everybody whose case ends, whichever way, of every service but where it would hurt, or where they have just praised us', () => {
    const [asks, asksNobody] = [true, false].map((asked) =>
      [...catalogue.values()].filter(({ asking }) => (asking.ends === 'every') === asked),
    );
    for (const service of asks ?? []) for (const stage of service.stages) expect(asksAtEnd(service, stage)).toBe(isEnd(stage));
    for (const service of asksNobody ?? []) for (const stage of service.stages) expect(asksAtEnd(service, stage)).toBe(false);
    expect(asksNobody?.map(({ id }) => id)).toEqual(['blue-badge-report', 'compliment', 'death', 'hate-crime', 'support-referral']);
  });

  it('is nobody before the end, without a mobile, or of a service that never asks', () => {
    const { state, commit } = ended(bins);
    expect(requestOfCase(bins, state, commit)).toEqual({ kind: 'case', id: state.reference });
    expect(requestOfCase(bins, state, { ...commit, events: [{ type: 'stageMoved', stage: 'booked' }] })).toBeUndefined();
    expect(requestOfCase(bins, { ...state, textable: false }, commit)).toBeUndefined();
    const silent = ended(never);
    expect(requestOfCase(never, silent.state, silent.commit)).toBeUndefined();
  });

  it('is the stated share of contacts, always the same ones', () => {
    const ids = Array.from({ length: 4000 }, (_, index) => `C${index.toString(30).toUpperCase().padStart(6, '0')}`);
    const asked = ids.filter((id) => asksAfterContact(bins, id));
    expect(asked.length / ids.length).toBeCloseTo(0.25, 1);
    expect(ids.filter((id) => asksAfterContact(bins, id))).toEqual(asked);
    expect(ids.some((id) => asksAfterContact(never, id))).toBe(false);
    expect(ids.every((id) => asksAfterContact(withAsking({ ends: 'every', contactsPercent: 100 }), id))).toBe(true);
    expect(requestOfContact(bins, contact(asked[0] as string, '+447700900123'))).toEqual({ kind: 'contact', id: asked[0] });
    expect(requestOfContact(bins, contact(asked[0] as string))).toBeUndefined();
  });

  it('cannot be nobody at the end and somebody after a contact', () => {
    expect(() => withAsking({ ends: 'never', contactsPercent: 10 })).toThrow('asks after no contact either');
  });
});

describe('the text of an end', () => {
  const template = (stage: string, asked: boolean, service = bins) =>
    templateFor(service, stageOf(service, stage), { fastTrack: false, asked });

  it('has the request after its own words, shorter after bad news', () => {
    expect(template('emptied', true)).toBe(
      '{council}: your bin is empty ({reference}). How did we do? Reply 5 excellent to 1 very poor, or {rateLink}',
    );
    expect(template('closed', true)).toBe(
      '{council}: {reference} is closed. Ask why: {phone}. Rate us: reply 5 excellent to 1 very poor, or {rateLink}',
    );
  });

  it('is the same news without it for someone who is not asked, and for a service that never asks', () => {
    expect(template('emptied', false)).toBe('{council}: your bin is empty ({reference}).');
    expect(template('emptied', true, never)).toBe('{council}: your bin is empty ({reference}).');
    expect(template('booked', true)).not.toContain('{rateLink}');
  });
});

import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { whoseTurn } from '../../../shared/domain/whose-turn.ts';
import { aCase, carriedOut } from '../../support/cases.ts';

const claims = catalogue.get('housing-benefit') as Service;
const badges = catalogue.get('blue-badge') as Service;
const bins = catalogue.get('missed-bin') as Service;
const MONDAY = '2026-11-23T10:00:00.000Z';

describe('whose turn it is, and by when', () => {
  it('is the council’s by the case’s own date once it came in, and by the stage’s days once it moved', () => {
    expect(whoseTurn(claims, aCase(claims))).toEqual({ actor: 'council', about: 'doing', by: '2026-12-11' });
    const assessing = carriedOut(claims, aCase(claims), { type: 'moveStage', stage: 'assessing', basedOn: 1 }, MONDAY);
    expect(whoseTurn(claims, assessing)).toEqual({ actor: 'council', about: 'doing', by: '2026-12-07' });
  });

  it('goes by the case’s date at a stage that has no days of its own', () => {
    const withCrew = carriedOut(bins, aCase(bins), { type: 'moveStage', stage: 'with-crew', basedOn: 1 }, MONDAY);
    expect(whoseTurn(bins, withCrew)).toMatchObject({ actor: 'council', by: '2026-11-24' });
  });

  it('is about the first payment once money was awarded, and by its stage’s days where nobody said when', () => {
    const award = { amountPence: 11850, per: 'week', firstPaymentOn: '2026-12-01' } as const;
    const decide = { type: 'decide', outcome: 'awarded', reason: '', basedOn: 1 } as const;
    const paying = carriedOut(claims, aCase(claims), { ...decide, award }, MONDAY);
    expect(whoseTurn(claims, paying)).toEqual({ actor: 'council', about: 'paying', by: '2026-12-01' });
    expect(whoseTurn(claims, carriedOut(claims, aCase(claims), decide, MONDAY))).toMatchObject({ about: 'doing', by: '2026-11-30' });
  });

  it('never tells somebody on a fast track of a later day than they were promised', () => {
    const urgent = aCase(badges, { answers: { 'end-of-life': 'yes' } });
    const assessing = carriedOut(badges, urgent, { type: 'moveStage', stage: 'assessing', basedOn: 1 }, MONDAY);
    expect(whoseTurn(badges, assessing)).toMatchObject({ actor: 'council', by: '2026-11-25' });
    const late = carriedOut(badges, urgent, { type: 'moveStage', stage: 'assessing', basedOn: 1 }, '2026-11-30T10:00:00.000Z');
    expect(whoseTurn(badges, late)).toMatchObject({ by: '2026-12-03' });
  });

  it('is nobody’s at an end', () => {
    const closed = carriedOut(claims, aCase(claims), { type: 'close', reason: 'Sent twice', basedOn: 1 });
    expect(whoseTurn(claims, closed)).toEqual({ actor: 'nobody', about: 'doing' });
  });
});

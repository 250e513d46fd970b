import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { decide } from '../../../shared/domain/decide-case.ts';
import { type HelperCommand, helperIn, helpersIn, helperWith, MAX_HELPERS } from '../../../shared/domain/helper.ts';
import { isLetInOver, textsOfHelper } from '../../../shared/domain/helper-texts.ts';
import { AT, aCase, anOpening, carriedOut, theCommit } from '../../support/cases.ts';

const bins = catalogue.get('missed-bin') as Service;
const MINE = '+447700900123';
const BEA = '+447700900200';
const settings = { council: { shortName: 'Northwick Council', phone: '01632 960100' }, baseUrl: 'https://my.northwick.gov.uk' };

const asked = (): Case => aCase(bins, { answers: { mobile: { wanted: true, number: MINE } } });
const letIn = (changes: Partial<Extract<HelperCommand, { type: 'letHelperIn' }>> = {}): HelperCommand => ({
  type: 'letHelperIn',
  name: ' Bea   Jones ',
  mobile: '07700 900200',
  as: 'adviser',
  term: 'month',
  mayUpload: false,
  ...changes,
});
const refusal = (state: Case, command: HelperCommand) => {
  const decision = decide(bins, state, command, AT);
  return decision.kind === 'refused' ? decision.reason : 'accepted';
};

describe('letting somebody in', () => {
  it('keeps who, what they are, until when and what they may do; name and number apart', () => {
    const { events, personal } = theCommit(bins, asked(), letIn({ mayUpload: true }));
    expect(events).toEqual([{ type: 'helperLetIn', helper: '2', as: 'adviser', until: '2026-12-20', mayUpload: true }]);
    expect(personal).toEqual({ helperName: 'Bea Jones', helperMobile: BEA });
  });

  it('lasts until its last day is over, and moves the case nowhere', () => {
    const state = carriedOut(bins, asked(), letIn());
    expect(state.stage).toBe('received');
    expect(helperWith(state, BEA, '2026-12-20')).toMatchObject({ id: '2', name: 'Bea Jones' });
    expect(helperWith(state, BEA, '2026-12-21')).toBeUndefined();
    expect(helperWith(state, MINE, '2026-12-20')).toBeUndefined();
  });

  it('takes a term in months: the last of a shorter month for the 31st', () => {
    const state = carriedOut(bins, asked(), letIn({ term: 'three-months' }), '2026-11-30T10:00:00.000Z');
    expect(state.helpers[0]?.until).toBe('2027-02-28');
    expect(carriedOut(bins, asked(), letIn({ term: 'year' })).helpers[0]?.until).toBe('2027-11-20');
  });

  it('refuses a missing or endless name, a number that is none, the resident’s own, and one that is in', () => {
    expect(refusal(asked(), letIn({ name: '  ' }))).toBe('helper-name-missing');
    expect(refusal(asked(), letIn({ name: 'x'.repeat(61) }))).toBe('helper-name-too-long');
    expect(refusal(asked(), letIn({ mobile: '01632 960100' }))).toBe('helper-mobile-wrong');
    expect(refusal(asked(), letIn({ mobile: '07700 900123' }))).toBe('helper-is-resident');
    expect(refusal(carriedOut(bins, asked(), letIn()), letIn({ name: 'Bea again' }))).toBe('helper-already-in');
  });

  it('refuses a sixth, until one is out', () => {
    let state = asked();
    for (let count = 0; count < MAX_HELPERS; count++) state = carriedOut(bins, state, letIn({ mobile: `0770090020${count}` }));
    expect(refusal(state, letIn({ mobile: '07700 900209' }))).toBe('too-many-helpers');
    state = carriedOut(bins, state, { type: 'takeHelperOut', helper: '2' });
    expect(refusal(state, letIn({ mobile: '07700 900209' }))).toBe('accepted');
  });
});

describe('letting people in and out', () => {
  it('is refused past ten times in a day', () => {
    let state = asked();
    for (let count = 0; count < 10; count++) {
      state = carriedOut(bins, state, letIn({ mobile: `0770090020${count}` }));
      state = carriedOut(bins, state, { type: 'takeHelperOut', helper: String(state.sequence) });
    }
    expect(refusal(state, letIn())).toBe('too-many-let-in');
    const tomorrow = new Date(Date.parse(AT) + 86_400_000).toISOString();
    expect(decide(bins, state, letIn(), tomorrow).kind).toBe('accepted');
  });
});

describe('taking somebody out', () => {
  it('works at once, once, and they can be let in again under another id', () => {
    const out = carriedOut(bins, carriedOut(bins, asked(), letIn()), { type: 'takeHelperOut', helper: '2' });
    expect(helperIn(out, '2', '2026-11-20')).toBeUndefined();
    expect(out.helpers).toMatchObject([{ id: '2', takenOutAt: AT }]);
    expect(refusal(out, { type: 'takeHelperOut', helper: '2' })).toBe('no-such-helper');
    expect(helpersIn(carriedOut(bins, out, letIn()), '2026-11-20')).toMatchObject([{ id: '4' }]);
  });

  it('knows nobody who was never in', () => {
    expect(refusal(asked(), { type: 'takeHelperOut', helper: '1' })).toBe('no-such-helper');
  });
});

describe('the text to somebody let in', () => {
  it('goes to their number and names neither the resident nor the reference', () => {
    const commit = theCommit(bins, asked(), letIn());
    expect(textsOfHelper(bins, commit, settings)).toMatchObject([
      {
        purpose: 'let-in',
        parts: 1,
        personal: {
          to: BEA,
          body: 'Northwick Council: someone has let you see how their request to us is going. Ask them for its reference, then open https://my.northwick.gov.uk/helping',
        },
      },
    ]);
    expect(textsOfHelper(bins, anOpening(bins), settings)).toEqual([]);
  });

  it('is over once they were taken out', () => {
    const commit = theCommit(bins, asked(), letIn());
    const state = carriedOut(bins, asked(), letIn());
    const out = theCommit(bins, state, { type: 'takeHelperOut', helper: '2' });
    expect(isLetInOver([commit], 2)).toBe(false);
    expect(isLetInOver([commit, out], 2)).toBe(true);
    expect(isLetInOver([commit, out], 3)).toBe(false);
  });
});

it('whatever is asked, nobody who was not let in is in, at most five are, and no number is in twice', () => {
  const commands = fc.array(
    fc.oneof(
      fc.record({
        type: fc.constant('letHelperIn' as const),
        name: fc.string(),
        mobile: fc.constantFrom('07700 900201', '07700 900202', '07700 900203', '07700 900123', '12'),
        as: fc.constantFrom('family' as const, 'adviser' as const),
        term: fc.constantFrom('month' as const, 'year' as const),
        mayUpload: fc.boolean(),
      }),
      fc.record({ type: fc.constant('takeHelperOut' as const), helper: fc.constantFrom('1', '2', '3', '4') }),
    ),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(commands, (list) => {
      let state = asked();
      const letInIds = new Set<string>();
      for (const command of list) {
        if (decide(bins, state, command, AT).kind === 'refused') continue;
        if (command.type === 'letHelperIn') letInIds.add(String(state.sequence + 1));
        state = carriedOut(bins, state, command);
        if (command.type === 'takeHelperOut') letInIds.delete(command.helper);
        const inside = helpersIn(state, '2026-11-20');
        expect(new Set(inside.map(({ id }) => id))).toEqual(letInIds);
        expect(inside.length).toBeLessThanOrEqual(MAX_HELPERS);
        expect(new Set(inside.map(({ mobile }) => mobile)).size).toBe(inside.length);
      }
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../shared/catalogue/index.ts';
import type { Service } from '../../../../shared/domain/catalogue.ts';
import { readCaseForm } from '../../../../web/journeys/console/case-command.ts';
import { formsFor } from '../../../../web/journeys/console/case-forms.ts';
import { aCase } from '../../../support/cases.ts';

const TODAY = '2026-11-23';
const benefit = catalogue.get('housing-benefit') as Service;
const badge = catalogue.get('blue-badge') as Service;
const read = (form: Record<string, string>, service = badge) =>
  readCaseForm(new URLSearchParams({ basedOn: '3', ...form }), TODAY, service);

describe('reading a form of the case page', () => {
  it.each([
    [
      { do: 'move-stage', stage: 'assessing' },
      { type: 'moveStage', stage: 'assessing', basedOn: 3 },
    ],
    [
      { do: 'ask-evidence', instruction: ' your payslips\r\n', 'by-day': '7', 'by-month': ' 1', 'by-year': '2027' },
      { type: 'askEvidence', items: ['your payslips'], by: '2027-01-07', basedOn: 3 },
    ],
    [
      { do: 'decide', outcome: 'awarded' },
      { type: 'decide', outcome: 'awarded', reason: '', basedOn: 3 },
    ],
    [
      { do: 'decide', outcome: 'refused', reason: 'Over the limit' },
      { type: 'decide', outcome: 'refused', reason: 'Over the limit', basedOn: 3 },
    ],
    [
      { do: 'decide', outcome: 'refused', reasons: 'can-walk', reason: '' },
      { type: 'decide', outcome: 'refused', reason: '', reasons: ['can-walk'], basedOn: 3 },
    ],
    [
      { do: 'reconsider', reason: 'A letter came' },
      { type: 'reconsider', reason: 'A letter came', evenLate: true, basedOn: 3 },
    ],
    [{ do: 'complete' }, { type: 'complete', basedOn: 3 }],
    [
      { do: 'close', reason: 'Sent twice' },
      { type: 'close', reason: 'Sent twice', basedOn: 3 },
    ],
    [
      { do: 'note', note: 'a\r\nb' },
      { type: 'note', note: 'a\nb' },
    ],
  ])('reads %o', (form, command) => {
    expect(read(form)).toEqual({ kind: 'command', form: form.do, command });
  });

  it('reads what is paid, and leaves out what belongs to the other decision', () => {
    const paid = { amount: '£1,118.50', per: '4-weeks', 'from-day': '2', 'from-month': '11', 'from-year': '2026' };
    const first = { 'first-day': '7', 'first-month': '12', 'first-year': '2026' };
    const award = { amountPence: 111850, per: '4-weeks', from: '2026-11-02', firstPaymentOn: '2026-12-07' };
    expect(read({ do: 'decide', outcome: 'awarded', ...paid, ...first, reasons: 'savings' }, benefit)).toMatchObject({
      command: { type: 'decide', outcome: 'awarded', reason: '', award, basedOn: 3 },
    });
    expect(read({ do: 'decide', outcome: 'refused', ...paid, reasons: 'savings' }, benefit)).toEqual({
      kind: 'command',
      form: 'decide',
      command: { type: 'decide', outcome: 'refused', reason: '', reasons: ['savings'], basedOn: 3 },
    });
  });

  it('asks how often, and from when, only where there is more than one answer', () => {
    const fund = catalogue.get('hardship-fund') as Service;
    const asked = (service: Service) => {
      const drawn = formsFor(service, aCase(service), TODAY).find((form) => form.do === 'decide')?.fields;
      return drawn?.map(({ params }) => ('name' in params ? params.name : 'namePrefix' in params && params.namePrefix));
    };
    expect(asked(benefit)).toEqual(['outcome', 'amount', 'per', 'from', 'first', 'reasons', 'reason']);
    expect(asked(fund)).toEqual(['outcome', 'amount', 'first', 'reasons', 'reason']);
    const paid = { amount: '120', 'first-day': '7', 'first-month': '12', 'first-year': '2026' };
    const award = { amountPence: 12000, per: 'once', firstPaymentOn: '2026-12-07' };
    expect(read({ do: 'decide', outcome: 'awarded', ...paid, per: 'week', 'from-day': '1' }, fund)).toMatchObject({ command: { award } });
    const wrong = read({ do: 'decide', outcome: 'awarded' }, fund);
    expect(wrong.kind === 'wrong' && wrong.errors).toEqual([
      { field: 'amount', message: 'Enter how much in pounds, like 118.50, up to £10,000' },
      { field: 'first', message: 'Enter a real date by which they will have it' },
    ]);
  });

  it('finds every fault of an award at once', () => {
    const wrong = read({ do: 'decide', outcome: 'awarded', amount: 'lots', 'from-day': '1' }, benefit);
    expect(wrong.kind === 'wrong' && wrong.errors.map(({ field }) => field)).toEqual(['amount', 'per', 'from', 'first']);
  });

  it('bases nothing on a sequence that was tampered with', () => {
    expect(read({ do: 'complete', basedOn: 'x' })).toMatchObject({ command: { basedOn: 0 } });
    expect(read({ do: 'complete', basedOn: '1e99' })).toMatchObject({ command: { basedOn: 0 } });
  });

  it('finds every fault of a request for evidence at once', () => {
    expect(read({ do: 'ask-evidence', 'by-day': '23', 'by-month': '11', 'by-year': '2026' })).toEqual({
      kind: 'wrong',
      form: 'ask-evidence',
      errors: [
        { field: 'instruction', message: 'Enter what they must send or do' },
        { field: 'by', message: 'Enter a real date after today and within 400 days, like 27 3 2027' },
      ],
    });
  });

  it('knows no other form', () => {
    expect(read({ do: 'rate' })).toEqual({ kind: 'unknown' });
    expect(read({})).toEqual({ kind: 'unknown' });
  });
});

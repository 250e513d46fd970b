import { describe, expect, it } from 'vitest';
import { readCaseForm } from '../../../../web/journeys/console/case-command.ts';

const TODAY = '2026-11-23';
const read = (form: Record<string, string>) => readCaseForm(new URLSearchParams({ basedOn: '3', ...form }), TODAY);

describe('reading a form of the case page', () => {
  it.each([
    [
      { do: 'move-stage', stage: 'assessing' },
      { type: 'moveStage', stage: 'assessing', basedOn: 3 },
    ],
    [
      { do: 'ask-evidence', instruction: ' your payslips\r\n', 'by-day': '7', 'by-month': ' 1', 'by-year': '2027' },
      { type: 'askEvidence', instruction: 'your payslips', by: '2027-01-07', basedOn: 3 },
    ],
    [
      { do: 'decide', outcome: 'awarded' },
      { type: 'decide', outcome: 'awarded', reason: '', basedOn: 3 },
    ],
    [
      { do: 'decide', outcome: 'refused', reason: 'Over the limit' },
      { type: 'decide', outcome: 'refused', reason: 'Over the limit', basedOn: 3 },
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
        { field: 'by', message: 'Enter a real date after today, like 27 3 2027' },
      ],
    });
  });

  it('knows no other form', () => {
    expect(read({ do: 'rate' })).toEqual({ kind: 'unknown' });
    expect(read({})).toEqual({ kind: 'unknown' });
  });
});

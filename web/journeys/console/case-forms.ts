import type { Case } from '../../../shared/domain/case.ts';
import { type Service, type Stage, textTemplate } from '../../../shared/domain/catalogue.ts';
import { commandsOpen } from '../../../shared/domain/decide-case.ts';
import { formatPence } from '../../../shared/domain/payment.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { fill } from '../../content/fill.ts';
import { type CaseForm, exampleDate } from './case-command.ts';
import { type Attempt, Fields, type FieldView } from './case-fields.ts';
import { decisionFields } from './decision-form.ts';
import { askFields } from './evidence-ask.ts';

const words = caseFileWords.forms;
/** One form that the case page offers, folded away until it is wanted. */
export type FormView = { do: CaseForm; summary: string; open: boolean; says?: string; fields: FieldView[]; button: string };

/** The forms that the case's stage allows now, and the note. A form that came back is open and holds what was typed. */
export function formsFor(service: Service, state: Case, today: string, attempt?: Attempt): FormView[] {
  const open = commandsOpen(service, state);
  const stages = (type: (typeof open)[number]['type']) => open.filter((each) => each.type === type).map((each) => each.stage);
  const texted = (stage: Stage) =>
    state.mobile && textTemplate(service, stage, state.fastTrack) ? caseFileWords.texted : caseFileWords.notTexted;
  const draw = (form: CaseForm, summary: string, fields: (field: Fields) => FieldView[], says?: string): FormView => {
    const mine = attempt?.form === form ? attempt : undefined;
    return {
      do: form,
      summary,
      open: mine !== undefined,
      fields: fields(new Fields(form, mine)),
      button: words[form].button,
      ...(says ? { says } : {}),
    };
  };
  const [moves, asks, outcomes, completes, closes] = (['moveStage', 'askEvidence', 'decide', 'complete', 'close'] as const).map(stages) as [
    Stage[],
    Stage[],
    Stage[],
    Stage[],
    Stage[],
  ];
  const again = stages('reconsider');
  const outcomeOf = (stage: Stage) => (stage.entered === 'awarded' ? 'awarded' : 'refused');
  return [
    ...(moves.length > 0
      ? [
          draw('move-stage', words['move-stage'].summary, (field) => [
            field.radios(
              'stage',
              words['move-stage'].stage,
              moves.map((stage) => ({ value: stage.id, text: stage.name, hint: { text: texted(stage) } })),
            ),
          ]),
        ]
      : []),
    ...asks.map((stage) =>
      draw('ask-evidence', words['ask-evidence'].summary, (field) => askFields(service, field, exampleDate(today)), texted(stage)),
    ),
    ...(outcomes.length > 0
      ? [
          draw('decide', words.decide.summary, (field) => [
            field.radios(
              'outcome',
              words.decide.outcome,
              outcomes.map((stage) => ({
                value: outcomeOf(stage),
                text: stage.choice ?? words.decide[outcomeOf(stage)],
                hint: { text: `${stage.says} ${texted(stage)}` },
              })),
            ),
            ...decisionFields(service, field, { outcomes: outcomes.map(outcomeOf), today }),
          ]),
        ]
      : []),
    ...again.map((stage) =>
      draw(
        'reconsider',
        words.reconsider.summary,
        (field) => [field.area('reason', words.reconsider.reason, words.reconsider.reasonHint)],
        texted(stage),
      ),
    ),
    ...completes.map((stage) =>
      draw(
        'complete',
        fill(words.complete.summary, { stage: stage.name }),
        () => [],
        `${fill(words.complete.says, { says: stage.says })} ${texted(stage)}`,
      ),
    ),
    ...closes.map((stage) =>
      draw('close', words.close.summary, (field) => [field.area('reason', words.close.reason, words.close.reasonHint)], texted(stage)),
    ),
    ...stages('payAnotherWay').map((stage) =>
      draw(
        'pay-another-way',
        words['pay-another-way'].summary,
        (field) => [field.area('reason', words['pay-another-way'].reason, words['pay-another-way'].reasonHint)],
        `${fill(words['pay-another-way'].says, { price: formatPence(state.payment?.pence ?? 0) })} ${texted(stage)}`,
      ),
    ),
    ...(state.mobile
      ? [
          draw(
            'texts',
            words.texts.summary,
            (field) => [
              field.radios('texts', words.texts.texts, [
                { value: 'about-case', text: words.texts.aboutCase },
                { value: 'all', text: words.texts.all },
                { value: 'none', text: words.texts.none },
              ]),
            ],
            words.texts.says,
          ),
        ]
      : []),
    draw('note', words.note.summary, (field) => [field.area('note', words.note.note, words.note.noteHint)]),
  ];
}

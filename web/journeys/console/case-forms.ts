import type { Case } from '../../../shared/domain/case.ts';
import { type Service, type Stage, textTemplate } from '../../../shared/domain/catalogue.ts';
import { commandsOpen } from '../../../shared/domain/decide-case.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { fill } from '../../content/fill.ts';
import { type CaseForm, exampleDate, type FieldError, MOST } from './case-command.ts';

const words = caseFileWords.forms;
type Text = { text: string };
/** What `web/components/question.njk` draws. */
type FieldView = { kind: 'radios' | 'character-count' | 'date'; params: object };
/** One form that the case page offers, folded away until it is wanted. */
export type FormView = { do: CaseForm; summary: string; open: boolean; says?: string; fields: FieldView[]; button: string };

/** A form that came back: what was typed, and what is wrong with it. */
export type Attempt = { form: CaseForm; posted: URLSearchParams; errors: readonly FieldError[] };

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
      draw(
        'ask-evidence',
        words['ask-evidence'].summary,
        (field) => [
          field.area('instruction', words['ask-evidence'].instruction, words['ask-evidence'].instructionHint, 2),
          field.date('by', words['ask-evidence'].by, fill(words['ask-evidence'].byHint, { example: exampleDate(today) })),
        ],
        texted(stage),
      ),
    ),
    ...(outcomes.length > 0
      ? [
          draw('decide', words.decide.summary, (field) => [
            field.radios(
              'outcome',
              words.decide.outcome,
              outcomes.map((stage) => ({
                value: outcomeOf(stage),
                text: words.decide[outcomeOf(stage)],
                hint: { text: `${stage.says} ${texted(stage)}` },
              })),
            ),
            field.area('reason', words.decide.reason, words.decide.reasonHint),
          ]),
        ]
      : []),
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

/** The id of a field on the page, for the error summary to lead to. */
export function fieldId(form: CaseForm, field: FieldError['field']): string {
  return field === 'by' ? `${form}-by-day` : `${form}-${field}`;
}

/** Draws the fields of one form, with what was typed and what is wrong. */
class Fields {
  readonly #form: CaseForm;
  readonly #attempt: Attempt | undefined;

  constructor(form: CaseForm, attempt: Attempt | undefined) {
    this.#form = form;
    this.#attempt = attempt;
  }

  radios(name: 'stage' | 'outcome' | 'texts', legend: string, options: { value: string; text: string; hint?: Text }[]): FieldView {
    const chosen = this.#typed(name);
    const items = options.map((option) => ({ ...option, checked: option.value === chosen }));
    return {
      kind: 'radios',
      params: {
        idPrefix: this.#id(name),
        name,
        classes: 'govuk-radios--small',
        fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
        items,
        ...this.#error(name),
      },
    };
  }

  area(name: keyof typeof MOST, label: string, hint: string, rows = 4): FieldView {
    return {
      kind: 'character-count',
      params: {
        id: this.#id(name),
        name,
        label: { text: label, classes: 'govuk-label--s' },
        hint: { text: hint },
        value: this.#typed(name),
        maxlength: MOST[name],
        threshold: 75,
        rows,
        ...this.#error(name),
      },
    };
  }

  date(name: 'by', legend: string, hint: string): FieldView {
    const error = this.#error(name);
    const parts = [
      ['day', 'Day', 2],
      ['month', 'Month', 2],
      ['year', 'Year', 4],
    ] as const;
    const items = parts.map(([part, label, width]) => ({
      id: `${this.#id(name)}-${part}`,
      name: part,
      label,
      value: this.#typed(`${name}-${part}`),
      classes: `govuk-input--width-${width}${error.errorMessage ? ' govuk-input--error' : ''}`,
    }));
    return {
      kind: 'date',
      params: {
        id: this.#id(name),
        namePrefix: name,
        fieldset: { role: 'group', legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
        hint: { text: hint },
        items,
        ...error,
      },
    };
  }

  #id(name: string): string {
    return `${this.#form}-${name}`;
  }

  #typed(name: string): string {
    return this.#attempt?.posted.get(name) ?? '';
  }

  #error(name: FieldError['field']): { errorMessage?: Text } {
    const found = this.#attempt?.errors.find((each) => each.field === name);
    return found ? { errorMessage: { text: found.message } } : {};
  }
}

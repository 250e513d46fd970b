import type { Condition, Test } from '../../shared/domain/condition.ts';
import type { Question } from '../../shared/domain/question.ts';

/** A condition in words, by what questions and answers are called: `Bin is “Garden waste”, and Paid is “No”`. */
export function conditionWords(condition: Condition, questions: readonly Question[]): string {
  if ('all' in condition) return condition.all.map((each) => bracketed(each, questions)).join(', and ');
  if ('any' in condition) return condition.any.map((each) => bracketed(each, questions)).join(', or ');
  return testWords(condition, questions);
}

const bracketed = (condition: Condition, questions: readonly Question[]): string =>
  'question' in condition ? testWords(condition, questions) : `(${conditionWords(condition, questions)})`;

function testWords(test: Test, questions: readonly Question[]): string {
  const question = questions.find(({ id }) => id === test.question);
  const name = question?.label ?? test.question;
  const said = (value: string): string => `“${answerWords(question, value)}”`;
  if ('is' in test) return `${name} is ${said(test.is)}`;
  if ('isNot' in test) return `${name} is not ${said(test.isNot)}`;
  if ('includes' in test) return `${name} has ${said(test.includes)}`;
  if ('over' in test) return `${name} is over ${test.over}`;
  if ('under' in test) return `${name} is under ${test.under}`;
  return 'olderThan' in test ? `${name}: ${test.olderThan} years ago or more` : `${name}: less than ${test.youngerThan} years ago`;
}

function answerWords(question: Question | undefined, value: string): string {
  const options = question && 'options' in question ? question.options : [];
  const yesNo: Record<string, string> = { yes: 'Yes', no: 'No' };
  return options.find((each) => each.value === value)?.text ?? yesNo[value] ?? value;
}

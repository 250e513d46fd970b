import { describe, expect, it } from 'vitest';
import { readingGrade, templateGrade } from '../../../shared/domain/reading-grade.ts';

describe('readingGrade', () => {
  it.each([
    // 6 words of 6 syllables: 0.39 x 6 + 11.8 x 1 - 15.59.
    ['The cat sat on the mat.', -1.45],
    // 13 words of 26 syllables: 0.39 x 13 + 11.8 x 2 - 15.59.
    ['The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.', 13.08],
    // 2 sentences, 4 words of 9 syllables: 0.39 x 2 + 11.8 x 2.25 - 15.59.
    ['Forgive Australian people! Why?', 11.74],
    ['', 0],
    ['{}', 0],
  ])('of %j is %d', (text, grade) => {
    expect(readingGrade(text)).toBeCloseTo(grade, 2);
  });

  it('takes a number in digits for a word of one syllable, and a point in it for no end', () => {
    expect(readingGrade('Pay 12.50 now.')).toBe(readingGrade('Pay ten now.'));
  });
});

describe('templateGrade', () => {
  const names = ['Claim Housing Benefit', 'Housing Benefit claim'];

  it('leaves out the council, the service’s name, the reference, the date and links', () => {
    const plain = readingGrade('we have your . We will tell you by .');
    expect(templateGrade(names, '{council}: we have your Housing Benefit claim {reference}. We will tell you by {date}. {link}')).toBe(
      plain,
    );
    expect(templateGrade(names, '{council}: we have your {service} {reference}. We will tell you by {date}. {rateLink}')).toBe(plain);
    expect(templateGrade(names, '{council}: we have your {service}. We will tell you by {date}. www.northwick.gov.uk/benefits')).toBe(
      plain,
    );
  });

  it('scores the rest, an officer’s words among it', () => {
    expect(templateGrade(names, '{council}: please send {instruction}.')).toBe(readingGrade('please send your last 2 payslips.'));
  });
});

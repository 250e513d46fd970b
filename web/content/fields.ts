import { worded } from './worded.ts';

/** Words of form fields that are the same in every service. */
export const fieldWords = worded({
  optional: ' (optional)',
  chooseAll: 'Choose all that fit.',
  chooseOne: 'Choose one',
  or: 'or',
  dateHint: 'For example, 27 3 2026',
  ninoHint: 'It is on your National Insurance card, benefit letter, payslip or P60. For example, QQ 12 34 56 C.',
  vehicleHint: 'For example, AB12 CDE',
  bankHints: {
    sortCode: 'Must be 6 digits long',
    account: 'Must be between 6 and 8 digits long',
    roll: 'You can find it on your card, statement or passbook',
  },
  accountKept: 'You told us about an account ending {ending}. To keep it, leave these boxes empty. To change it, fill them in again.',
  describeHint: 'A street, and what it is near: a house number, a shop, a bus stop.',
  agree: 'I agree',
  yesNo: [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
  ],
  fileChoices: [
    { value: 'yes', text: 'Yes', hint: 'You can send it as soon as you have sent this form.' },
    { value: 'no', text: 'No' },
  ],
  mobileChoices: [
    { value: 'yes', text: 'Yes, send me texts' },
    { value: 'no', text: 'No, do not text me', hint: 'We will give you words to look up your request with instead.' },
  ],
  parts: {
    line1: 'Address line 1',
    line2: 'Address line 2 (optional)',
    town: 'Town or city',
    postcode: 'Postcode',
    describe: 'Describe the place',
    nearPostcode: 'Postcode of the place or near it (if you know it)',
    number: 'UK mobile number',
    name: 'Name on the account',
    sortCode: 'Sort code',
    account: 'Account number',
    roll: 'Building society roll number (if you have one)',
    day: 'Day',
    month: 'Month',
    year: 'Year',
  },
});

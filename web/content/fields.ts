/** Words of form fields that are the same in every service. */
export const fieldWords = {
  optional: ' (optional)',
  chooseAll: 'Choose all that fit.',
  dateHint: 'For example, 27 3 2026',
  agree: 'I agree',
  yesNo: [
    { value: 'yes', text: 'Yes' },
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
    number: 'UK mobile number',
    day: 'Day',
    month: 'Month',
    year: 'Year',
  },
} as const;

import { worded } from './worded.ts';

/** What each language calls itself. */
export const languageNames = { en: 'English', cy: 'Cymraeg', ar: 'العربية' } as const;

/** The words around every page. */
export const shell = worded({
  languages: 'Language',
  neutralTitle: 'Your form',
  exit: {
    text: 'Exit this page',
    activated: 'Loading.',
    timedOut: 'Exit this page expired.',
    pressTwoMoreTimes: 'Shift, press 2 more times to exit.',
    pressOneMoreTime: 'Shift, press 1 more time to exit.',
  },
  skip: 'Skip to main content',
  back: 'Back',
  backLabel: 'Back to the page before',
  errorPrefix: 'Error: ',
  errorTitle: 'There is a problem',
  navigation: 'Menu',
  signOut: 'Sign out',
  contactTitle: 'Need help?',
  contactPhone: 'Call us on',
  contactEmail: 'Email us at',
  start: 'All services',
  find: 'Where is it?',
  performance: 'How we are doing',
  mine: 'Your requests',
});

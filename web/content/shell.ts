/** The words around every page. */
export const shell = {
  language: 'en',
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
} as const;

/** Where the file of an import comes to lie in its bucket. The id says nothing of anybody. */
const ARRIVING = 'arriving/';
export const importFileKey = (id: string): string => `${ARRIVING}${id}`;
/** The import that a file is of; undefined for any other object. */
export const importOfFile = (key: string): string | undefined => /^arriving\/([\w-]{10,64})$/.exec(key)?.[1];

/** How long a form that sends a file works: somebody first has to find the file. */
export const IMPORT_FORM_MINUTES = 60;

/** The hidden field that says which draft a page is of. No question is called so: their ids begin with a letter. */
export const DRAFT_FIELD = '_draft';

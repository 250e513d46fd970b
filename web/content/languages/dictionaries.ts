import type { OtherLanguage, Phrases } from '../../../shared/domain/language.ts';
import { ar } from './ar.ts';
import { cy } from './cy.ts';

/** What pages say, phrase by phrase. */
export const dictionaries: Record<OtherLanguage, Phrases> = { cy, ar };

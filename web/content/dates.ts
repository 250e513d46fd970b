import * as calendar from '../../shared/domain/calendar.ts';
import { spoken } from '../language.ts';

/** Dates of residents' pages, in the language that is spoken. */
export const formatDate = (date: calendar.LocalDate): string => calendar.formatDate(date, spoken().content);
export const formatDayMonth = (date: calendar.LocalDate): string => calendar.formatDayMonth(date, spoken().content);
export const formatInstant = (at: calendar.Instant): string => calendar.formatInstant(at, spoken().content);

/** A member of staff to try the console as, on the laptop only. */
export interface SampleStaff {
  id: string;
  name: string;
  role: string;
  email: string;
  groups: string[];
}

export const sampleStaff: SampleStaff[] = [
  { id: 'amal', name: 'Amal Rahman', role: 'Contact centre adviser', email: 'amal.adviser@northwick.example', groups: ['adviser'] },
  {
    id: 'bryn',
    name: 'Bryn Davies',
    role: 'Benefits officer',
    email: 'bryn.benefits@northwick.example',
    groups: ['officer', 'team:benefits'],
  },
  {
    id: 'esme',
    name: 'Esme Clarke',
    role: 'Environment officer',
    email: 'esme.environment@northwick.example',
    groups: ['officer', 'team:environment'],
  },
  {
    id: 'morgan',
    name: 'Morgan Okafor',
    role: 'Customer services manager',
    email: 'morgan.manager@northwick.example',
    groups: ['manager'],
  },
];

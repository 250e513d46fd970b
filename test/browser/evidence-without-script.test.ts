import { tellEvidence } from './story/evidence.ts';

tellEvidence(false);

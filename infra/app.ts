import { createFrontDoor } from './front-door.ts';

createFrontDoor().synth();

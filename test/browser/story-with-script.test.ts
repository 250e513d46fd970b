import { tellStory } from './story/tell.ts';

tellStory({ javaScriptEnabled: true });

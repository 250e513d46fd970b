import { worded } from './worded.ts';

/** Words of the map that a script adds to a question of where something is. */
export const mapWords = worded({
  says: {
    title: 'Or put a pin on a map',
    help: 'Move the map until the ring is over the place, then press “Put the pin here”. Or tap the place. On a keyboard, the arrow keys move the map, + and - make it larger and smaller, and Enter puts the pin down.',
    map: 'Map',
    up: 'Move up',
    down: 'Move down',
    left: 'Move left',
    right: 'Move right',
    closer: 'Zoom in',
    further: 'Zoom out',
    put: 'Put the pin here',
    away: 'Take the pin away',
    here: 'Use where I am now',
    none: 'There is no pin on the map.',
    outside: 'That is outside our area.',
    notFound: 'Your phone or computer did not tell us where you are.',
  },
  pin: {
    northEast: 'The pin is {up} metres north and {across} metres east of the middle of {place}.',
    northWest: 'The pin is {up} metres north and {across} metres west of the middle of {place}.',
    southEast: 'The pin is {up} metres south and {across} metres east of the middle of {place}.',
    southWest: 'The pin is {up} metres south and {across} metres west of the middle of {place}.',
  },
});

// A question of where something is can be answered without this. With it, a map stands under the boxes, and where its pin is
// goes with the form. The pin stands in the middle: it is the map that moves, by a finger, a button or a key. Moving it puts no pin
// down: that takes a tap, Enter or a button of its own. What only scrolls the page past the map says nothing of where something is.

const SIDE = 256;
const STEP = 32;
const METRES_PER_DEGREE = 111_195;

/** Web Mercator: a point in pixels of the whole world at a zoom, and back. */
const world = (zoom) => SIDE * 2 ** zoom;
const toPixels = ({ lat, lon }, zoom) => ({
  x: ((lon + 180) / 360) * world(zoom),
  y: ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * world(zoom),
});
const toPoint = ({ x, y }, zoom) => ({
  lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / world(zoom)))) * 180) / Math.PI,
  lon: (x / world(zoom)) * 360 - 180,
});
const between = (least, value, most) => Math.min(Math.max(value, least), most);
const isIn = ({ south, west, north, east }, { lat, lon }) => lat >= south && lat <= north && lon >= west && lon <= east;

function make(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function build(root, { says, credit }) {
  const title = make('h2', 'govuk-heading-s', says.title);
  const help = make('p', 'govuk-hint', says.help);
  help.id = `${root.dataset.field}-map-help`;
  const view = make('div', 'app-map__view');
  // Where an error of the map leads.
  view.id = `${root.dataset.field}-map`;
  view.dir = 'ltr';
  view.tabIndex = 0;
  // A screen reader leaves the arrow keys to the map.
  view.setAttribute('role', 'application');
  view.setAttribute('aria-label', says.map);
  view.setAttribute('aria-describedby', help.id);
  const pin = make('span', 'app-map__pin');
  const buttons = make('div', 'app-map__buttons');
  const status = make('p', 'govuk-body');
  status.setAttribute('role', 'status');
  view.append(pin);
  root.append(title, help, view, make('p', 'govuk-body-s app-map__credit', credit), status, buttons);
  root.hidden = false;
  return { view, pin, buttons, status };
}

function start(root) {
  const settings = JSON.parse(root.dataset.appMap);
  const { area, middle, deepest, says } = settings;
  const [latField, lonField] = ['lat', 'lon'].map((part) => document.getElementById(`${root.dataset.field}-${part}`));
  const { view, pin, buttons, status } = build(root, settings);
  const squares = new Map();
  let isPut = latField.value !== '';
  let at = isPut ? { lat: Number(latField.value), lon: Number(lonField.value) } : middle;
  let zoom = Math.min(isPut ? 17 : 15, deepest);
  let speaking;

  function draw() {
    const { clientWidth: wide, clientHeight: high } = view;
    const centre = toPixels(at, zoom);
    const [left, top] = [centre.x - wide / 2, centre.y - high / 2];
    const wanted = new Set();
    for (let column = Math.floor(left / SIDE); column * SIDE < left + wide; column++)
      for (let row = Math.floor(top / SIDE); row * SIDE < top + high; row++) {
        const name = `${zoom}/${column}/${row}`;
        wanted.add(name);
        let square = squares.get(name);
        if (!square) {
          square = make('img', 'app-map__square');
          square.alt = '';
          square.draggable = false;
          square.src = settings.tiles.replace('{z}', zoom).replace('{x}', column).replace('{y}', row);
          squares.set(name, square);
          view.prepend(square);
        }
        square.style.left = `${Math.round(column * SIDE - left)}px`;
        square.style.top = `${Math.round(row * SIDE - top)}px`;
      }
    for (const [name, square] of squares)
      if (!wanted.has(name)) {
        square.remove();
        squares.delete(name);
      }
    pin.classList.toggle('app-map__pin--put', isPut);
  }

  /** Says in words where the pin is; not with every step of somebody who holds a key down. */
  function tell(instead) {
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      status.textContent = instead ?? (isPut ? whereIs(at) : says.none);
    }, 300);
  }

  function whereIs({ lat, lon }) {
    const up = Math.round((lat - middle.lat) * METRES_PER_DEGREE);
    const across = Math.round((lon - middle.lon) * METRES_PER_DEGREE * Math.cos((middle.lat * Math.PI) / 180));
    const phrase = says.pin[`${up < 0 ? 'south' : 'north'}${across < 0 ? 'West' : 'East'}`];
    const figure = (metres) => Math.abs(metres).toLocaleString(document.documentElement.lang);
    return phrase.replace('{up}', figure(up)).replace('{across}', figure(across));
  }

  function show(point) {
    at = { lat: between(area.south, point.lat, area.north), lon: between(area.west, point.lon, area.east) };
    if (isPut) {
      latField.value = at.lat.toFixed(5);
      lonField.value = at.lon.toFixed(5);
    }
    draw();
    tell();
  }

  function put(point) {
    isPut = true;
    show(point);
  }

  const away = (x, y) => {
    const centre = toPixels(at, zoom);
    return toPoint({ x: centre.x + x, y: centre.y + y }, zoom);
  };
  /** The map moves, and with it where a pin is that was put. */
  const move = (x, y) => show(away(x, y));

  function magnify(by) {
    zoom = between(10, zoom + by, deepest);
    draw();
  }

  function takeAway() {
    isPut = false;
    latField.value = '';
    lonField.value = '';
    draw();
    tell();
  }

  function findMe() {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude: lat, longitude: lon } }) => {
        if (!isIn(area, { lat, lon })) return tell(says.outside);
        zoom = Math.min(17, deepest);
        put({ lat, lon });
      },
      () => tell(says.notFound),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  }

  const offer = (text, act) => {
    const button = make('button', 'govuk-button govuk-button--secondary', text);
    button.type = 'button';
    button.addEventListener('click', act);
    buttons.append(button);
  };
  offer(says.up, () => move(0, -STEP));
  offer(says.down, () => move(0, STEP));
  offer(says.left, () => move(-STEP, 0));
  offer(says.right, () => move(STEP, 0));
  offer(says.closer, () => magnify(1));
  offer(says.further, () => magnify(-1));
  offer(says.put, () => put(at));
  offer(says.away, takeAway);
  if (navigator.geolocation) offer(says.here, findMe);

  const keys = {
    ArrowUp: () => move(0, -STEP),
    ArrowDown: () => move(0, STEP),
    ArrowLeft: () => move(-STEP, 0),
    ArrowRight: () => move(STEP, 0),
    '+': () => magnify(1),
    '=': () => magnify(1),
    '-': () => magnify(-1),
    Enter: () => put(at),
  };
  view.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let held;
  view.addEventListener('pointerdown', (event) => {
    if (!event.isPrimary) return;
    held = { x: event.clientX, y: event.clientY, moved: false, from: at };
    view.setPointerCapture(event.pointerId);
  });
  view.addEventListener('pointermove', ({ clientX, clientY, isPrimary }) => {
    if (!held || !isPrimary) return;
    const [x, y] = [held.x - clientX, held.y - clientY];
    if (!held.moved && Math.hypot(x, y) < 6) return;
    held = { ...held, x: clientX, y: clientY, moved: true };
    move(x, y);
  });
  view.addEventListener('pointerup', ({ clientX, clientY, isPrimary }) => {
    if (!held || !isPrimary) return;
    const box = view.getBoundingClientRect();
    if (!held.moved) put(away(clientX - box.left - box.width / 2, clientY - box.top - box.height / 2));
    held = undefined;
  });
  // The browser took the finger to scroll the page with: it was not about the map.
  view.addEventListener('pointercancel', () => {
    if (held?.moved) show(held.from);
    held = undefined;
  });
  addEventListener('resize', draw);
  draw();
  tell();
}

for (const root of document.querySelectorAll('[data-app-map]')) start(root);

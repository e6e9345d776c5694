/** Runs in the panel's page. Rows are made once and then only updated, so that focus and typing are never disturbed. */
export const PANEL_SCRIPT = `const $ = (id) => document.getElementById(id);
const rows = new Map();

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const turn = async (fault, on, value) => {
  const response = await fetch('/break-it/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault, on, value }),
  });
  const answer = await response.json();
  if (!response.ok) return say(answer.error.message, true);
  await refresh();
};

const say = (text, isLost = false) => {
  if ($('summary').textContent !== text) $('summary').textContent = text;
  $('summary').classList.toggle('lost', isLost);
};

const makeDial = (state) => {
  const { dial } = state;
  if (dial.kind === 'none') return { element: make('span'), read: () => undefined, write: () => {} };
  const field = dial.kind === 'choice'
    ? make('select', {}, ...dial.choices.map((text) => make('option', { textContent: text })))
    : make('input', { type: 'number', min: dial.least, max: dial.most, step: dial.step });
  field.value = state.value;
  const read = () => (dial.kind === 'choice' ? field.value : Math.min(dial.most, Math.max(dial.least, Number(field.value) || dial.initial)));
  field.addEventListener('change', () => {
    field.value = read();
    if (rows.get(state.fault).isOn) void turn(state.fault, true, read());
  });
  const element = make('label', { className: 'dial' }, dial.label, make('span', {}, field, dial.unit ?? ''));
  return { element, read, write: (value) => { if (document.activeElement !== field) field.value = value; } };
};

const makeRow = (state) => {
  const title = make('h2', { id: 'title-' + state.fault }, state.title, make('span', { className: 'badge', textContent: 'Broken' }));
  const expect = make('p', { className: 'expect' }, make('b', { textContent: 'In the console: ' }), state.expect);
  const text = make('div', {}, title, make('p', { className: 'breaks', textContent: state.breaks }), expect);
  const dial = makeDial(state);
  const button = make('button', { type: 'button', className: 'switch' });
  button.setAttribute('role', 'switch');
  button.setAttribute('aria-label', state.title);
  const row = { isOn: state.on, dial, button, item: make('li', {}, text, dial.element, button) };
  button.addEventListener('click', () => void turn(state.fault, !row.isOn, row.isOn ? undefined : dial.read()));
  rows.set(state.fault, row);
  $('faults').append(row.item);
  return row;
};

const show = (state) => {
  const row = rows.get(state.fault) ?? makeRow(state);
  row.isOn = state.on;
  row.button.setAttribute('aria-checked', String(state.on));
  row.item.toggleAttribute('data-on', state.on);
  if (state.on) row.dial.write(state.value);
};

const summary = ({ faults, submissions }) => {
  const broken = faults.filter((fault) => fault.on).length;
  const forms = Object.values(submissions);
  const sum = (key) => forms.reduce((total, form) => total + form[key], 0);
  const site = broken === 0 ? 'The site works.' : broken === 1 ? 'One fault is on.' : broken + ' faults are on.';
  return site + ' ' + sum('submitted') + ' forms sent so far, ' + sum('failed') + ' failed.';
};

const refresh = async () => {
  try {
    const state = await (await fetch('/break-it/state')).json();
    state.faults.forEach(show);
    $('mend').disabled = !state.faults.some((fault) => fault.on);
    $('site').href = state.site;
    $('secure').href = state.secureSite;
    say(summary(state));
  } catch {
    say('The demo is not running any more.', true);
  }
};

$('mend').addEventListener('click', async () => {
  for (const [fault, row] of rows) if (row.isOn) await turn(fault, false);
});
void refresh();
setInterval(refresh, 2000);
`;

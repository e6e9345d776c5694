import { check, number, type SettingsSection, secret, text } from './settings-section.js';

const plain = (key: string): ReturnType<typeof check> =>
  check(key, 'Allow a connection without TLS', 'Anybody on the way can read along.');

export const store: SettingsSection = {
  id: 'store',
  name: 'Store and retention',
  what: 'Where history is kept, and how long.',
  fields: [
    {
      key: 'store.kind',
      label: 'Kept',
      hint: 'What is open stays open until the next start.',
      kind: 'choice',
      options: [
        { value: '', label: 'On this machine, unless told otherwise' },
        { value: 'embedded', label: 'On this machine' },
        { value: 'mongodb', label: 'In a MongoDB that desks share' },
      ],
    },
    secret('store.uri', 'Address of the MongoDB', 'mongodb://… or mongodb+srv://…, with user and password.'),
    plain('store.allowInsecure'),
    text('store.desk', 'Name of this desk', 'Among those that share the store; the machine’s name where empty.'),
    {
      key: 'store.mayLead',
      label: 'This desk may lead',
      hint: 'Where it may not, it only follows: it shows and acts, and watches nothing itself.',
      kind: 'check',
      startsOn: true,
    },
    text('retention.raw', 'Every sample', '14d where empty.'),
    text('retention.minute', 'A figure for each minute', '90d where empty.'),
    text('retention.fiveMinutes', 'For five minutes', '180d where empty.'),
    text('retention.hour', 'For an hour', '365d where empty.'),
    text('retention.alerts', 'Alerts with their story', '90d where empty.'),
    text('retention.audit', 'Who did what', '365d where empty.'),
    text('retention.logs', 'The log', '30d where empty.'),
    text('retention.recording', 'What the console showed', '90d where empty.'),
  ],
  inText: [],
};

export const backup: SettingsSection = {
  id: 'backup',
  name: 'Backups and heartbeat',
  what: 'Copies of everything, a sign of life for somebody who notices when it stops, and a reminder of regular care.',
  fields: [
    text('backup.path', 'Folder of the backups', 'Such as /var/backups/watchroom; empty: none is made by itself.'),
    text('backup.at', 'Made each day at', '03:00 where empty.'),
    number('backup.keep.daily', 'Kept of the last days', '7 where empty.'),
    number('backup.keep.weekly', 'Kept of the last weeks', '4 where empty.'),
    number('backup.keep.monthly', 'Kept of the last months', '12 where empty.'),
    secret(
      'backup.passphrase',
      'Passphrase',
      'They are encrypted with it. Keep it elsewhere too: without it nothing can be restored.',
    ),
    secret(
      'heartbeat.url',
      'Address of the heartbeat',
      'It is asked again and again; whoever is behind it notices when that stops.',
    ),
    text('heartbeat.every', 'Every', '1m where empty; at least 10s.'),
    plain('heartbeat.allowInsecure'),
    {
      key: 'calendar',
      label: 'Calendar',
      hint: 'What the watch itself needs each week, month, quarter and year; under System.',
      kind: 'choice',
      options: [
        { value: '', label: 'Reminds, unless told otherwise' },
        { value: 'on', label: 'Reminds of what is due' },
        { value: 'off', label: 'Reminds of nothing' },
      ],
    },
  ],
  inText: [],
};

export const updates: SettingsSection = {
  id: 'updates',
  name: 'Updates',
  what: 'Where the installed desktop app looks for newer versions of itself. Empty: nowhere.',
  fields: [
    text('updates.url', 'Address of the feed', 'The folder with latest.yml, such as https://updates.example.org/watchroom.'),
    text('updates.channel', 'Channel', 'latest where empty; beta for versions that are tried out.'),
    text('updates.every', 'Looked for every', '6h where empty; at least 5m.'),
    plain('updates.allowInsecure'),
  ],
  inText: [],
};

export const access: SettingsSection = {
  id: 'access',
  name: 'API and access',
  what: 'Where the console and the API are served, and who may look and act.',
  fields: [
    number('api.port', 'Port', '3000 where empty.'),
    text('api.host', 'Listens on', '127.0.0.1 where empty: this machine alone.'),
    {
      key: 'api.access',
      label: 'Without a token',
      hint: 'Who may look without one.',
      kind: 'choice',
      options: [
        { value: '', label: 'This machine, unless told otherwise' },
        { value: 'loopback', label: 'This machine' },
        { value: 'token', label: 'Nobody' },
      ],
    },
    {
      key: 'api.tokens',
      label: 'Tokens',
      hint: '`watchroom token` makes one and prints its hash: the token itself is kept nowhere.',
      kind: 'rows',
      as: 'list',
      one: 'Token',
      columns: [
        { key: 'name', label: 'Whose', hint: 'Such as ops.' },
        { key: 'role', label: 'Role', hint: 'viewer, responder or admin.' },
        { key: 'hash', label: 'Hash', hint: 'SHA-256 of the token, 64 hexadecimal digits.' },
      ],
    },
    check('api.allowInsecure', 'Serve beyond this machine without TLS', 'Only behind a proxy that has it.'),
    check(
      'allowPlainSecrets',
      'Keep secrets without real encryption',
      'Only where the system offers none: whoever reads this desk’s files reads them.',
    ),
  ],
  inText: [],
};

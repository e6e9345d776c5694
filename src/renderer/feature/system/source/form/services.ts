import { allowInsecure, every, url } from './common.js';
import type { SourceForm } from './source-form.js';

export const sentry: SourceForm = {
  name: 'Sentry',
  brings: 'Errors, crash-free sessions, new issues, web vitals, transactions and releases of a project.',
  before: 'In Sentry: Settings, Auth Tokens, with org:read, project:read and event:read.',
  path: ['sources', 'sentry'],
  trial: 'Asks Sentry for the project, and for each part of what is read.',
  fields: [
    { key: 'org', label: 'Organisation', hint: 'Its slug, as in the address of its pages.', kind: 'text', isRequired: true },
    { key: 'project', label: 'Project', hint: 'Its slug.', kind: 'text', isRequired: true },
    { key: 'token', label: 'Token', hint: 'Begins with sntryu_ or sntrys_.', kind: 'secret', isRequired: true },
    { key: 'environment', label: 'Environment', hint: 'Such as production; all of them where empty.', kind: 'text' },
    url('https://sentry.io where empty; your region’s or your own server otherwise.'),
    every('60s'),
  ],
  inText: ['dsn'],
};

export const mongodb: SourceForm = {
  name: 'MongoDB',
  brings: 'What visitors and business left in the site’s own database, and how its server is.',
  before: 'A user who may read the database, and clusterMonitor for the server’s own figures. Nothing is written.',
  path: ['sources', 'mongodb'],
  trial: 'Connects, reads the server’s health, and adds up the last minutes of each collection.',
  fields: [
    {
      key: 'uri',
      label: 'Connection string',
      hint: 'mongodb://… or mongodb+srv://…, with user and password.',
      kind: 'secret',
      isRequired: true,
    },
    { key: 'database', label: 'Database', hint: 'Empty: the one that the connection string names.', kind: 'text' },
    {
      key: 'events.collection',
      label: 'Collection of visitors’ events',
      hint: 'Such as rum_events: page views, web vitals, forms, sessions.',
      kind: 'text',
    },
    { key: 'events.time', label: 'Its field of time', hint: 'Its name is “at” unless you say so.', kind: 'text' },
    {
      key: 'business',
      label: 'Collections of forms',
      hint: 'Each document of one is a form that was sent; the form is called as you name it here.',
      kind: 'rows',
      as: 'map',
      one: 'Form',
      columns: [
        { key: 'name', label: 'Form', hint: 'Such as booking.' },
        { key: 'collection', label: 'Collection', hint: 'Such as bookings.' },
        { key: 'time', label: 'Field of time', hint: 'Its name is “at” unless you say so.' },
      ],
    },
    {
      key: 'backups.path',
      label: 'Its backups',
      hint: 'A folder with a file or folder for each backup, as this desk sees it: how old is the newest?',
      kind: 'text',
    },
    allowInsecure('allowInsecure', 'Connect without TLS'),
    every('60s'),
  ],
  inText: [],
};

export const prometheus: SourceForm = {
  name: 'Prometheus',
  brings: 'The answer of each query, as a series of its own.',
  before: 'The address under which its own pages open. No account, unless something stands before it.',
  path: ['sources', 'prometheus'],
  trial: 'Asks each query once.',
  fields: [
    {
      key: 'url',
      label: 'Address of the server',
      hint: 'Such as https://prometheus.example.org.',
      kind: 'text',
      isRequired: true,
    },
    {
      key: 'queries',
      label: 'Queries',
      hint: 'What is asked, and as which series its answer is kept.',
      kind: 'rows',
      as: 'list',
      one: 'Query',
      isRequired: true,
      columns: [
        { key: 'series', label: 'Kept as', hint: 'Such as queue_length or queue_length{queue="mail"}.' },
        { key: 'query', label: 'Query', hint: 'PromQL, such as sum(mail_queue_length).' },
      ],
    },
    { key: 'bearer', label: 'Bearer token', hint: 'Where something before the server asks for one.', kind: 'secret' },
    allowInsecure('allowInsecure'),
    every('60s'),
  ],
  inText: [],
};

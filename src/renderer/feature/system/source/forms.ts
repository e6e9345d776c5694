import type { SourceSetting } from '../../../../preload/contract/views.js';
import type { Field } from '../../../ui/form/field.js';

/**
 * All that the console knows of how one source is set up: the list, the form and the test that holds it against the document's
 * schema are made of this.
 */
export interface SourceForm {
  readonly name: string;
  /** What one gets of it. */
  readonly brings: string;
  /** How one comes by what the form asks for. */
  readonly before: string;
  /** Where it stands in the document. */
  readonly path: readonly string[];
  readonly fields: readonly Field[];
  /** Keys of the document that have no field, because few need them: they are written in the settings' text. */
  readonly inText: readonly string[];
  /** What "Try it now" does; empty where there is nothing to fill in, because all of it is written in the text. */
  readonly trial: string;
  /** Where others send: a line to begin with. */
  readonly example?: string;
}

const every = (usual: string): Field => ({
  key: 'every',
  label: 'Read every',
  hint: `Such as 60s, 5m or 6h; ${usual} where empty.`,
  kind: 'text',
});
const url = (usual: string): Field => ({ key: 'url', label: 'Address of the server', hint: usual, kind: 'text' });
const allowInsecure = (key: string, label = 'Ask over plain http'): Field => ({
  key,
  label,
  hint: 'Anybody on the way can read what is said, the token too.',
  kind: 'check',
});
const form: Field = {
  key: 'form',
  label: 'As on',
  hint: 'The screen and the name that the browser takes on.',
  kind: 'choice',
  options: [
    { value: '', label: 'A phone, unless told otherwise' },
    { value: 'mobile', label: 'A phone' },
    { value: 'desktop', label: 'A desktop computer' },
  ],
};
const browser: Field = {
  key: 'browser',
  label: 'Program of the browser',
  hint: 'Empty: the one that is found on this machine.',
  kind: 'text',
};
const webhookSecret = (service: string): Field => ({
  key: 'webhookSecret',
  label: 'Key of its webhook',
  hint: `With it, ${service} may tell this desk of a build the moment it ends.`,
  kind: 'secret',
});

export const SOURCE_FORMS: Readonly<Record<SourceSetting, SourceForm>> = {
  sentry: {
    name: 'Sentry',
    brings: 'Errors, crash-free sessions, new issues, web vitals, transactions and releases of a project.',
    before: 'In Sentry: Settings, Auth Tokens, with org:read, project:read and event:read.',
    path: ['sources', 'sentry'],
    trial: 'Asks Sentry for the project, and for each part of what is read.',
    fields: [
      { key: 'org', label: 'Organisation', hint: 'Its slug, as in the address of its pages.', kind: 'text', isRequired: true },
      { key: 'project', label: 'Project', hint: 'Its slug.', kind: 'text', isRequired: true },
      { key: 'token', label: 'Token', hint: 'sntryu_… or sntrys_….', kind: 'secret', isRequired: true },
      { key: 'environment', label: 'Environment', hint: 'Such as production; all of them where empty.', kind: 'text' },
      url('https://sentry.io where empty; your region’s or your own server otherwise.'),
      every('60s'),
    ],
    inText: ['dsn'],
  },
  mongodb: {
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
  },
  prometheus: {
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
  },
  json: {
    name: 'JSON addresses',
    brings: 'Numbers, builds and deployments of anything that answers with JSON.',
    before:
      'Each address has a name of its own and paths into its answer: they are written in the settings’ text, under sources.json.',
    path: ['sources', 'json'],
    trial: '',
    fields: [],
    inText: [],
  },
  github: {
    name: 'GitHub builds',
    brings: 'Each run of a workflow as a build: passed, failed, cancelled.',
    before: 'A fine-grained token with Actions: read for the repository; a public one is read without.',
    path: ['sources', 'builds', 'github'],
    trial: 'Asks GitHub for the last runs.',
    fields: [
      {
        key: 'owner',
        label: 'Owner',
        hint: 'The user or organisation in the repository’s address.',
        kind: 'text',
        isRequired: true,
      },
      { key: 'repository', label: 'Repository', hint: 'Its name.', kind: 'text', isRequired: true },
      { key: 'token', label: 'Token', hint: 'github_pat_…; without one GitHub answers 60 times an hour.', kind: 'secret' },
      { key: 'workflow', label: 'Workflow', hint: 'Such as deploy.yml; all of them where empty.', kind: 'text' },
      { key: 'branch', label: 'Branch', hint: 'Such as main; all of them where empty.', kind: 'text' },
      webhookSecret('GitHub'),
      url('https://api.github.com where empty; your own server’s otherwise.'),
      every('60s'),
    ],
    inText: [],
  },
  vercel: {
    name: 'Vercel builds',
    brings: 'Each deployment as a build, and what went live.',
    before: 'In Vercel: Account Settings, Tokens, for the team that owns the project.',
    path: ['sources', 'builds', 'vercel'],
    trial: 'Asks Vercel for the last deployments.',
    fields: [
      { key: 'project', label: 'Project', hint: 'Its name or its id.', kind: 'text', isRequired: true },
      { key: 'token', label: 'Token', hint: 'Shown by Vercel once.', kind: 'secret', isRequired: true },
      { key: 'team', label: 'Team', hint: 'Its id, where a team owns the project.', kind: 'text' },
      webhookSecret('Vercel'),
      url('https://api.vercel.com where empty.'),
      every('60s'),
    ],
    inText: [],
  },
  page: {
    name: 'Pages in a browser',
    brings: 'What a page weighs, how many requests it makes, what fails, and how soon it is there.',
    before: 'Chrome, Chromium or Edge on this machine.',
    path: ['sources', 'page'],
    trial: 'Loads the first page once. It may take up to a minute.',
    fields: [
      { key: 'urls', label: 'Pages', hint: 'Addresses, separated by commas.', kind: 'list', isRequired: true },
      form,
      {
        key: 'hosts',
        label: 'Other hosts of the site’s own',
        hint: 'Such as cdn.example.net, separated by commas: they are no third party.',
        kind: 'list',
      },
      every('30m'),
      browser,
      {
        key: 'allowUnsandboxed',
        label: 'Load without the browser’s sandbox',
        hint: 'Only where it cannot be had, as for root: then load none but pages that you trust.',
        kind: 'check',
      },
    ],
    inText: [],
  },
  lighthouse: {
    name: 'Lighthouse',
    brings: 'Scores for performance, accessibility, best practices and SEO, with reports.',
    before: 'Pages to audit here, a Lighthouse CI server, or a folder of reports.',
    path: ['sources', 'lighthouse'],
    trial: 'Audits the first page once, or asks the server. It may take a minute and a half.',
    fields: [
      { key: 'urls', label: 'Pages', hint: 'Addresses to audit on this machine, separated by commas.', kind: 'list' },
      { key: 'runs', label: 'Runs', hint: 'The median of them counts; 5 where empty.', kind: 'number' },
      form,
      every('6h'),
      browser,
      { key: 'server.url', label: 'Lighthouse CI server', hint: 'Its address, where one keeps your audits.', kind: 'text' },
      { key: 'server.project', label: 'Project there', hint: 'Its slug: the last part of its address.', kind: 'text' },
      { key: 'server.branch', label: 'Branch there', hint: 'Any where empty.', kind: 'text' },
      { key: 'server.token', label: 'Token for it', hint: 'For whatever stands before the server.', kind: 'secret' },
      allowInsecure('server.allowInsecure'),
      { key: 'reports', label: 'Folder of reports', hint: 'Where others write Lighthouse’s results as JSON.', kind: 'text' },
    ],
    inText: [],
  },
  ingest: {
    name: 'Sent to this desk',
    brings: 'What visitors’ browsers, your back end and other systems say themselves.',
    before: 'With a token anything may be sent to /api/monitoring/ingest. A public key lets browsers send, and nothing else.',
    path: ['sources', 'ingest'],
    trial: 'Reads these lines as if they had been sent, and keeps nothing.',
    example:
      '{ "series": "lcp_seconds{page=\\"home\\"}", "value": 2.1 }\n{ "event": "form_submission", "form": "inquiry", "outcome": "success" }',
    fields: [
      {
        key: 'public.writeKey',
        label: 'Public key',
        hint: 'Stands in your pages for all to see: it lets send, never read.',
        kind: 'secret',
        isRequired: true,
      },
      {
        key: 'public.allowedOrigins',
        label: 'Pages that may send',
        hint: 'Origins such as https://www.example.org, separated by commas.',
        kind: 'list',
        isRequired: true,
      },
      {
        key: 'public.countryHeader',
        label: 'Header with the visitor’s country',
        hint: 'Such as cf-ipcountry, set by your proxy; without it the country is not kept.',
        kind: 'text',
      },
    ],
    inText: [],
  },
  host: {
    name: 'This machine',
    brings: 'Load, memory and disks of the machine that this desk runs on, and the desk itself.',
    before: 'Nothing: it is read unless you turn it off.',
    path: ['sources', 'host'],
    trial: 'Looks at this machine once.',
    fields: [
      {
        key: 'enabled',
        label: 'Watch this machine',
        hint: 'A desk that is out of breath watches badly.',
        kind: 'check',
        startsOn: true,
      },
      every('30s'),
    ],
    inText: [],
  },
};

/** In the order in which they are listed. */
export const SOURCES = Object.keys(SOURCE_FORMS) as readonly SourceSetting[];

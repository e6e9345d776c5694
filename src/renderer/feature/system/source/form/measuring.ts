import type { Field } from '../../../../ui/form/field.js';
import { allowInsecure, every } from './common.js';
import type { SourceForm } from './source-form.js';

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
const allowUnsandboxed: Field = {
  key: 'allowUnsandboxed',
  label: 'Load without the browser’s sandbox',
  hint: 'Only where it cannot be had, as for root: then load none but pages that you trust.',
  kind: 'check',
};

export const page: SourceForm = {
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
    allowUnsandboxed,
  ],
  inText: [],
};

export const lighthouse: SourceForm = {
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
    allowUnsandboxed,
    { key: 'server.url', label: 'Lighthouse CI server', hint: 'Its address, where one keeps your audits.', kind: 'text' },
    { key: 'server.project', label: 'Project there', hint: 'Its slug: the last part of its address.', kind: 'text' },
    { key: 'server.branch', label: 'Branch there', hint: 'Any where empty.', kind: 'text' },
    { key: 'server.token', label: 'Token for it', hint: 'For whatever stands before the server.', kind: 'secret' },
    allowInsecure('server.allowInsecure'),
    { key: 'reports', label: 'Folder of reports', hint: 'Where others write Lighthouse’s results as JSON.', kind: 'text' },
  ],
  inText: [],
};

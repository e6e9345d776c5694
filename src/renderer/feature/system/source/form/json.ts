import { allowInsecure, every } from './common.js';
import type { SourceForm } from './source-form.js';

const path = (key: string, label: string, hint: string) => ({ key, label, hint, kind: 'text' }) as const;

export const json: SourceForm = {
  name: 'JSON addresses',
  brings: 'Numbers, builds and deployments of anything that answers with JSON.',
  before: 'An address that answers with JSON, and where in its answer stands what you want: $.queue.length, $.jobs[0].waiting.',
  path: ['sources', 'json'],
  many: { one: 'Address', hint: 'A short name of your own, such as ci: small letters, digits and hyphens.' },
  trial: 'Asks the address once.',
  fields: [
    {
      key: 'url',
      label: 'Address',
      hint: 'Such as https://shop.example.org/status.json.',
      kind: 'text',
      isRequired: true,
    },
    { key: 'bearer', label: 'Bearer token', hint: 'Where it asks for one.', kind: 'secret' },
    {
      key: 'values',
      label: 'Numbers',
      hint: 'Numbers in the answer, each kept as a series. Truths count as 1 and 0.',
      kind: 'rows',
      as: 'list',
      one: 'Number',
      columns: [
        { key: 'series', label: 'Kept as', hint: 'Such as open_orders or builds_waiting{queue="website"}.' },
        { key: 'path', label: 'Where it stands', hint: 'Such as $.orders.open.' },
      ],
    },
    path(
      'builds.list',
      'Builds: their list',
      'Where a list of builds or deployments stands, such as $.builds; empty: there is none.',
    ),
    path('builds.id', 'Builds: id', 'Where one of them has its id, such as $.id.'),
    path('builds.status', 'Builds: status', 'Where it has its status, such as $.result.'),
    path('builds.at', 'Builds: when it ended', 'Where it says so, such as $.timestamp.'),
    path('builds.project', 'Builds: project', 'The name of the project; the address’s own where empty.'),
    path('builds.branch', 'Builds: branch', 'Where it names its branch, such as $.branch.'),
    path('builds.workflow', 'Builds: workflow', 'Where it names its workflow, such as $.displayName.'),
    path('builds.environment', 'Builds: goes live in', 'Such as production, where what passed goes live.'),
    allowInsecure('allowInsecure'),
    every('60s'),
  ],
  inText: [],
};

import { every } from './common.js';
import type { SourceForm } from './source-form.js';

export const ingest: SourceForm = {
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
    {
      key: 'public.addressHeader',
      label: 'Header with the visitor’s address',
      hint: 'Such as x-forwarded-for, set by your proxy: who sends too much waits, alone. Never kept.',
      kind: 'text',
    },
    {
      key: 'public.pages',
      label: 'Pages',
      hint: 'Paths such as /prices, /tutors/:name, /blog/*. Those that are watched are known; all others count as :other.',
      kind: 'list',
    },
    {
      key: 'public.forms',
      label: 'Forms',
      hint: 'What your pages call them. Those under Business, inquiry and booking are known.',
      kind: 'list',
    },
    {
      key: 'public.steps',
      label: 'Steps of the funnel',
      hint: 'Those that are no forms; completion is known.',
      kind: 'list',
    },
    {
      key: 'public.variants',
      label: 'Variants',
      hint: 'Of your experiments. Known are control, variant, original, a, b, c and d.',
      kind: 'list',
    },
  ],
  inText: [],
};

export const host: SourceForm = {
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
};

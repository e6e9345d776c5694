import { z } from 'zod';
import { errorBody } from './answer.js';
import { actionBody, actionRequest } from './body/action.js';
import { alertsBody } from './body/alert.js';
import { dashboardBody } from './body/dashboard.js';
import { explanationBody } from './body/explanation.js';
import { historyBody } from './body/history.js';
import { ingestBody, ingestLine } from './body/ingest.js';
import { auditsBody } from './body/lighthouse.js';
import { pastBody } from './body/past.js';
import { performanceBody } from './body/performance.js';
import { summaryBody } from './body/summary.js';
import { systemBody } from './body/system.js';
import { healthzBody, readyzBody } from './routes/health.js';
import { identityBody } from './routes/identity.js';

/** What each `type` of the dashboard answers. */
export const DASHBOARD_BODIES = {
  dashboard: dashboardBody,
  summary: summaryBody,
  alerts: alertsBody,
  system: systemBody,
  performance: performanceBody,
  history: historyBody,
} as const;

const SCHEMAS = {
  ...DASHBOARD_BODIES,
  action: actionRequest,
  acted: actionBody,
  explanation: explanationBody,
  past: pastBody,
  audits: auditsBody,
  ingestLine,
  ingested: ingestBody,
  error: errorBody,
  healthz: healthzBody,
  readyz: readyzBody,
  identity: identityBody,
} as const;

const reference = (name: keyof typeof SCHEMAS): object => ({ $ref: `#/components/schemas/${name}` });

const json = (schema: object): object => ({ 'application/json': { schema } });

const ndjson = { 'application/x-ndjson': { schema: { type: 'string' } } };

const refusals = (...statuses: number[]): object =>
  Object.fromEntries(statuses.map((status) => [status, { description: REFUSALS[status], content: json(reference('error')) }]));

const answers = (description: string, schema: object, ...statuses: number[]): object => ({
  200: { description, content: json(schema) },
  ...refusals(...statuses),
});

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  401: 'A token is asked for, or this one is not known.',
  403: 'The role does not suffice, or a foreign page asks.',
  404: 'There is no such alert, no such rule, or no recording of that time.',
  409: 'The alert’s state does not allow this.',
  413: 'More than 1 MiB.',
  429: 'Too many requests.',
};

const text = (description: string, type: string): object => ({
  200: { description, content: { [type]: { schema: { type: 'string' } } } },
});

const parameters = [
  {
    name: 'type',
    in: 'query',
    schema: { type: 'string', enum: Object.keys(DASHBOARD_BODIES), default: 'dashboard' },
  },
  {
    name: 'timeframe',
    in: 'query',
    description: 'Hours of the past that `alerts`, `performance` and `history` look at.',
    schema: { type: 'integer', minimum: 1, maximum: 8760, default: 24 },
  },
  {
    name: 'series',
    in: 'query',
    description: 'For `history`: a name, or name{label="value"}; may be given up to 50 times.',
    schema: { type: 'array', items: { type: 'string' } },
  },
];

const dashboardPath = {
  get: {
    summary: 'Reads the dashboard',
    parameters,
    responses: answers(
      'By `type`.',
      { anyOf: Object.keys(DASHBOARD_BODIES).map((name) => reference(name as keyof typeof DASHBOARD_BODIES)) },
      400,
      401,
      403,
    ),
  },
  post: {
    summary: 'Acts on an alert',
    requestBody: { required: true, content: json(reference('action')) },
    responses: answers('The alert after the act.', reference('acted'), 400, 401, 403, 404, 409, 413, 429),
  },
};

const explainPath = {
  get: {
    summary: 'Why an alert woke somebody, or why it did not',
    parameters: [
      { name: 'rule', in: 'query', required: true, description: 'The id of a rule.', schema: { type: 'string' } },
      {
        name: 'labels',
        in: 'query',
        description: 'Which of its alerts: `form=inquiry,page=home`. Not all need be named. The worst one unless told.',
        schema: { type: 'string' },
      },
      {
        name: 'at',
        in: 'query',
        description: 'ISO 8601, `03:12` (the last time the site’s clocks showed it) or `2h ago`. Now unless told.',
        schema: { type: 'string' },
      },
    ],
    responses: answers(
      'Each gate that it had to pass, and the closing sentence.',
      reference('explanation'),
      400,
      401,
      403,
      404,
      429,
    ),
  },
};

const ingestPath = {
  post: {
    summary: 'Takes readings and events',
    requestBody: { required: true, content: { ...json(reference('ingestLine')), ...ndjson } },
    responses: {
      202: { description: 'What became of each line.', content: json(reference('ingested')) },
      ...refusals(400, 401, 403, 413),
    },
  },
};

/** This API as an OpenAPI 3.1 document, made from the schemas that its answers are built by. */
export const openApi = (version: string): object => ({
  openapi: '3.1.0',
  info: { title: 'Watchroom', version, description: 'The monitoring console’s API.' },
  servers: [{ url: '/' }],
  security: [{}, { token: [] }, { session: [] }],
  paths: {
    '/api/monitoring/dashboard': dashboardPath,
    '/api/monitoring/explain': explainPath,
    '/api/monitoring/ingest': ingestPath,
    '/api/monitoring/lighthouse': {
      get: { summary: 'Lighthouse audits', responses: answers('The last of each page.', reference('audits'), 401, 403) },
    },
    '/api/monitoring/lighthouse/{page}/{report}': {
      get: {
        summary: 'The report of an audit',
        parameters: ['page', 'report'].map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
        responses: {
          ...text('As Lighthouse wrote it: `report` ends in .html or .json.', 'text/html'),
          ...refusals(401, 403, 404),
        },
      },
    },
    '/api/monitoring/past': {
      get: {
        summary: 'The console as it was known at a minute',
        parameters: [
          {
            name: 'at',
            in: 'query',
            required: true,
            description: 'ISO 8601, `03:12` (the last time the site’s clocks showed it) or `2h ago`.',
            schema: { type: 'string' },
          },
        ],
        responses: answers(
          'What was pushed then: `view` is as the stream’s. `gap`: nothing was recorded at that minute, and the view is the last one before.',
          reference('past'),
          400,
          401,
          403,
          404,
          429,
        ),
      },
    },
    '/api/monitoring/stream': {
      get: {
        summary: 'View changes as server-sent events',
        responses: text('Each `data` is a JSON push.', 'text/event-stream'),
      },
    },
    '/identity': {
      get: {
        summary: 'Proof that this is the console of a data folder, for whoever has its admin token',
        parameters: [
          {
            name: 'nonce',
            in: 'query',
            required: true,
            description: '32 random bytes as base64url.',
            schema: { type: 'string' },
          },
        ],
        responses: answers('The proof.', reference('identity'), 400),
      },
    },
    '/healthz': {
      get: { summary: 'Does the process answer?', security: [{}], responses: answers('It does.', reference('healthz')) },
    },
    '/readyz': {
      get: {
        summary: 'Is the watch on?',
        security: [{}],
        responses: {
          ...answers('It is.', reference('readyz')),
          503: { description: 'Not now.', content: json(reference('readyz')) },
        },
      },
    },
    '/metrics': {
      get: { summary: 'The console’s own figures', responses: text('OpenMetrics.', 'application/openmetrics-text') },
    },
    '/openapi.json': {
      get: { summary: 'This document', security: [{}], responses: answers('OpenAPI 3.1.', { type: 'object' }) },
    },
  },
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: 'watchroom' },
    },
    schemas: Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, schemaOf(name, schema)])),
  },
});

const schemaOf = (name: string, schema: z.ZodType): object => {
  const { $schema: _, ...body } = z.toJSONSchema(schema, { io: name === 'action' ? 'input' : 'output' });
  return body;
};

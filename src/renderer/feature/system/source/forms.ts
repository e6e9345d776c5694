import type { SourceSetting } from '../../../../preload/contract/views.js';
import { github, vercel } from './form/builds.js';
import { json } from './form/json.js';
import { lighthouse, page } from './form/measuring.js';
import { host, ingest } from './form/own.js';
import { mongodb, prometheus, sentry } from './form/services.js';
import type { SourceForm } from './form/source-form.js';

export const SOURCE_FORMS: Readonly<Record<SourceSetting, SourceForm>> = {
  ...{ sentry, mongodb, prometheus, json, github, vercel },
  ...{ page, lighthouse, ingest, host },
};

/** In the order in which they are listed. */
export const SOURCES = Object.keys(SOURCE_FORMS) as readonly SourceSetting[];

import type { ResolveContext } from './context.js';
import type { Environment } from './environment.js';
import type { Finding } from './finding.js';
import { inspectAccess } from './inspect/access.js';
import { inspectChannels } from './inspect/channel.js';
import { inspectEscalation } from './inspect/escalation.js';
import { inspectHandOver } from './inspect/hand-over.js';
import { inspectMutes } from './inspect/mute.js';
import { inspectPageNames } from './inspect/page-names.js';
import { inspectPlans } from './inspect/plan.js';
import { inspectRules } from './inspect/rule.js';
import { inspectSecrets } from './inspect/secret.js';
import { inspectTargets } from './inspect/target.js';
import { inspectTemplates } from './inspect/template.js';
import type { ConfigDocument } from './schema/v1.js';

/** All that the shape of a document cannot say: what contradicts itself, points nowhere, is unsafe, or is not used yet. */
export const inspect = (document: ConfigDocument, context: ResolveContext, environment: Environment): readonly Finding[] => [
  ...inspectTargets(document, context),
  ...inspectPageNames(document),
  ...inspectRules(document, context),
  ...inspectChannels(document, context),
  ...inspectTemplates(document),
  ...inspectEscalation(document, context),
  ...inspectMutes(document, context),
  ...inspectHandOver(document),
  ...inspectPlans(document, context),
  ...inspectAccess(document),
  ...inspectSecrets(document, environment),
];

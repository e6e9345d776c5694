import type {
  Expectation,
  HostTarget,
  HttpLogin,
  HttpRequest,
  HttpTarget,
  JourneyStep,
  Target,
  TargetId,
} from '../../core/model/target.js';
import { seconds } from '../../core/time/instant.js';
import type { ResolveContext } from '../context.js';
import type { RequestDocument } from '../schema/v1/request.js';
import { type HttpTargetDocument, isHttp, type StepDocument, type TargetDocument } from '../schema/v1/target.js';
import type { ConfigDocument } from '../schema/v1.js';
import { resolveCompetitors } from './competitors.js';
import { resolveFeedTargets } from './feed-targets.js';
import { type CommonOfTarget, serviceTarget } from './service.js';

/** The id of the target that is this machine and this process. */
export const THIS_MACHINE = 'this-machine';

/** How a target is read where its document does not say. */
export const TARGET_DEFAULTS = { every: seconds(60), timeout: seconds(10), tries: 2, wait: seconds(5) };

/** Every target of the document, and this machine unless it is turned off. */
export const resolveTargets = (document: ConfigDocument, context: ResolveContext): readonly Target[] => [
  ...(document.targets ?? []).map(targetOf),
  ...(watchesThisMachine(document, context.runtime) ? [hostTarget(document)] : []),
  ...(context.runtime === 'desk' ? [...resolveFeedTargets(document), ...resolveCompetitors(document)] : []),
];

/** A desk watches its own machine unless told not to; a scenario only where it says so. */
export const watchesThisMachine = (document: ConfigDocument, runtime: ResolveContext['runtime']): boolean =>
  document.sources?.host?.enabled ?? (runtime === 'desk' || document.sources?.host !== undefined);

const targetOf = (target: TargetDocument): Target =>
  isHttp(target) ? httpTarget(target) : serviceTarget(target, commonOf(target));

const commonOf = (target: TargetDocument): CommonOfTarget => ({
  id: target.id as TargetId,
  name: target.name ?? target.id,
  every: target.every ?? TARGET_DEFAULTS.every,
  timeout: target.timeout ?? TARGET_DEFAULTS.timeout,
  confirm: { tries: target.confirm?.tries ?? TARGET_DEFAULTS.tries, wait: target.confirm?.wait ?? TARGET_DEFAULTS.wait },
  labels: target.labels ?? {},
});

const httpTarget = (target: HttpTargetDocument): HttpTarget => ({
  source: 'http',
  ...commonOf(target),
  url: target.url,
  ...(target.request === undefined ? {} : { request: requestOf(target.request) }),
  expect: expectationOf(target.expect),
  ...(target.keep === undefined ? {} : { keep: target.keep }),
  ...(target.steps === undefined ? {} : { steps: target.steps.map(stepOf) }),
  assets: target.assets ?? false,
});

const expectationOf = (expect: HttpTargetDocument['expect']): Expectation => ({
  ...expect,
  status: expect?.status ?? [],
  body: expect?.body ?? null,
  json: expect?.json ?? null,
  certificateDays: expect?.certificateDays ?? null,
});

const stepOf = (step: StepDocument, index: number): JourneyStep => ({
  name: step.name ?? `step ${index + 2}`,
  url: step.url,
  request: step.request === undefined ? null : requestOf(step.request),
  expect: expectationOf(step.expect),
  keep: step.keep ?? [],
});

const requestOf = (request: RequestDocument): HttpRequest => ({
  method: request.method ?? 'GET',
  headers: request.headers ?? {},
  body: request.body ?? null,
  login: loginOf(request),
  certificate: request.certificate ?? null,
  ip: request.ip ?? null,
  version: request.version ?? null,
});

const loginOf = ({ bearer, basic }: RequestDocument): HttpLogin | null => {
  if (bearer !== undefined) return { kind: 'bearer', token: bearer };
  return basic === undefined ? null : { kind: 'basic', ...basic };
};

const hostTarget = (document: ConfigDocument): HostTarget => ({
  source: 'host',
  id: THIS_MACHINE as TargetId,
  name: 'This machine',
  every: document.sources?.host?.every ?? seconds(30),
  timeout: TARGET_DEFAULTS.timeout,
  labels: {},
});

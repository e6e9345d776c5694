import { afterAll, beforeAll } from 'vitest';
import { createHostSource } from '../../src/main/source/host/source.js';
import { createHttpSource } from '../../src/main/source/http/source.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createLoopback } from '../support/servers/loopback.js';
import { hostTarget, httpTarget } from '../support/servers/targets.js';
import { type SourceSubject, sourceSuite } from './source/suite.js';

const loopback = createLoopback();
let url = '';
beforeAll(async () => {
  url = await loopback.http((_, response) => setTimeout(() => response.end('hello'), 20));
});
afterAll(() => loopback.stop());

/** Those that need a server that not every machine has are held to the same in a suite of their own. */
const subjects: readonly SourceSubject[] = [
  { kind: 'http', create: () => createHttpSource({ secrets: scriptedSecrets() }), target: () => httpTarget(url) },
  { kind: 'host', create: createHostSource, target: () => hostTarget() },
];

for (const subject of subjects) sourceSuite(subject);

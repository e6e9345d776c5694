import { afterAll, beforeAll } from 'vitest';
import { sourceSuite } from '../contract/source/suite.js';
import { createLoopback } from '../support/servers/loopback.js';
import { pageSource, pageTarget } from './parts.js';

const loopback = createLoopback();
let url = '';
beforeAll(async () => {
  url = await loopback.http((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Home</title><h1>Hello</h1>');
  });
});
afterAll(() => loopback.stop());

sourceSuite({ kind: 'page', create: pageSource, target: () => pageTarget(url), least: 12, together: 3 });

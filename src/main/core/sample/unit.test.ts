import { describe, expect, it } from 'vitest';
import { unitOf } from './unit.js';

describe('the unit of a series', () => {
  it.each([
    ['http_response_seconds', 'seconds'],
    ['http_body_bytes', 'bytes'],
    ['host_cpu_ratio', 'ratio'],
    ['process_cpu_seconds_total', 'seconds'],
    ['certificate_days', 'days'],
    ['form_submissions_total', 'count'],
    ['http_status_code', 'count'],
    ['up', 'count'],
    ['seconds', 'count'],
  ])('%s is in %s', (name, unit) => {
    expect(unitOf(name)).toBe(unit);
  });
});

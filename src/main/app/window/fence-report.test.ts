import { describe, expect, it } from 'vitest';
import { fenceReport } from './fence-report.js';

describe('a report that is opened from a file', () => {
  it.each([
    '<!DOCTYPE html>\n<html lang="en"><head><script>1</script></head></html>',
    '\n<!-- by somebody --><html><script>1</script></html>',
    '<script>1</script>',
  ])('says before anything else that it may load and send nothing: %j', (html) => {
    const fenced = fenceReport(html);
    expect(fenced.indexOf("default-src 'none'")).toBeGreaterThan(0);
    expect(fenced.indexOf("default-src 'none'")).toBeLessThan(fenced.indexOf('<script>'));
    expect(fenced).not.toMatch(/connect-src|http:\/\/|https:\/\//);
    expect(fenced.match(/<!doctype/gi)).toHaveLength(1);
  });
});
